#pragma once
#include <libical/ical.h>
#include <stdint.h>
#include <string.h>

// Rules are digested into a structure of arrays that Swift would see as tuples of hundreds of numbers, so that all of it
// stays here. Times are seconds since 1970 as the clock on the wall shows them, whatever its zone.

/// Says once, before anything else, that mistakes in what is read end nothing, and that zones are the system's.
static inline void stoa_calendar_begin(void) {
    icalerror_set_errors_are_fatal(0);
    icaltimezone_set_builtin_tzdata(0);
}

static inline struct icaltimetype stoa_calendar_time(int64_t seconds) {
    return icaltime_from_timet_with_zone((time_t)seconds, 0, icaltimezone_get_utc_timezone());
}

static inline int64_t stoa_calendar_seconds(struct icaltimetype time) {
    time.zone = icaltimezone_get_utc_timezone();
    time.is_date = 0;
    return (int64_t)icaltime_as_timet(time);
}

/// Whether a recurrence rule can be read and can happen at all.
static inline int stoa_calendar_accepts(const char *rule, int64_t start) {
    struct icalrecurrencetype digested = icalrecurrencetype_from_string(rule);
    if (digested.freq == ICAL_NO_RECURRENCE) return 0;
    icalrecur_iterator *iterator = icalrecur_iterator_new(digested, stoa_calendar_time(start));
    if (iterator == NULL) return 0;
    icalrecur_iterator_free(iterator);
    return 1;
}

/// Fills `times` with at most `room` times of a rule from `from` until before `until`. A rule that counts is followed
/// from its start, for `steps` at most.
static inline int stoa_calendar_expand(
    const char *rule, int64_t start, int64_t from, int64_t until, int steps, int64_t *times, int room) {
    struct icalrecurrencetype digested = icalrecurrencetype_from_string(rule);
    if (digested.freq == ICAL_NO_RECURRENCE) return 0;
    icalrecur_iterator *iterator = icalrecur_iterator_new(digested, stoa_calendar_time(start));
    if (iterator == NULL) return 0;
    if (from > start && digested.count == 0) icalrecur_iterator_set_start(iterator, stoa_calendar_time(from));
    int count = 0;
    while (count < room && steps-- > 0) {
        struct icaltimetype next = icalrecur_iterator_next(iterator);
        if (icaltime_is_null_time(next)) break;
        int64_t seconds = stoa_calendar_seconds(next);
        if (seconds >= until) break;
        if (seconds >= from) times[count++] = seconds;
    }
    icalrecur_iterator_free(iterator);
    return count;
}

/// Seconds that a zone is ahead of UTC at a moment.
static inline int stoa_calendar_offset(icaltimezone *zone, int64_t moment) {
    struct icaltimetype time = stoa_calendar_time(moment);
    int daylight = 0;
    return icaltimezone_get_utc_offset_of_utc_time(zone, &time, &daylight);
}

/// Fills `offsets` with the seconds that a zone is ahead of UTC at moments, where a calendar's VTIMEZONE defines it. Whether
/// it does.
static inline int stoa_calendar_defined_offsets(const char *text, const int64_t *moments, int count, int *offsets) {
    icalcomponent *component = icalcomponent_new_from_string(text);
    if (component == NULL) return 0;
    icaltimezone *zone = icaltimezone_new();
    if (icalcomponent_isa(component) != ICAL_VTIMEZONE_COMPONENT || !icaltimezone_set_component(zone, component)) {
        icalcomponent_free(component);
        icaltimezone_free(zone, 1);
        return 0;
    }
    for (int place = 0; place < count; place++) offsets[place] = stoa_calendar_offset(zone, moments[place]);
    icaltimezone_free(zone, 1);
    return 1;
}

/// What a zone's clocks do from a day on, as a VTIMEZONE; to be freed with `free`. NULL where there is nothing to say.
static inline char *stoa_calendar_zone_text(icaltimezone *zone, const char *name, int64_t from) {
    icalcomponent *known = icaltimezone_get_component(zone);
    if (known == NULL) return NULL;
    icalcomponent *copy = icalcomponent_new_clone(known);
    // libical puts a prefix of its own before the names of zones.
    icalproperty *identifier = icalcomponent_get_first_property(copy, ICAL_TZID_PROPERTY);
    if (identifier != NULL) icalproperty_set_tzid(identifier, name);
    icaltimezone_truncate_vtimezone(copy, stoa_calendar_time(from), icaltime_null_time(), 0);
    char *text = icalcomponent_as_ical_string_r(copy);
    icalcomponent_free(copy);
    return text;
}

/// Seconds that a component lasts by its DURATION; -1 without one.
static inline int64_t stoa_calendar_duration(icalcomponent *component) {
    icalproperty *property = icalcomponent_get_first_property(component, ICAL_DURATION_PROPERTY);
    if (property == NULL) return -1;
    struct icaldurationtype duration = icalproperty_get_duration(property);
    if (duration.is_neg || duration.weeks > 10 || duration.days > 100 || duration.hours > 10000 ||
        duration.minutes > 100000 || duration.seconds > 10000000) return -1;
    return (int64_t)icaldurationtype_as_int(duration);
}
