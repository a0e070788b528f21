#pragma once
#include <gmime/gmime.h>

// GMime's casts are macros, which Swift cannot import. Each of these gives NULL for an object of another type.
static inline GMimeMultipart *stoa_mail_multipart(GMimeObject *object) {
    return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}
static inline GMimeMessagePart *stoa_mail_message_part(GMimeObject *object) {
    return GMIME_IS_MESSAGE_PART(object) ? GMIME_MESSAGE_PART(object) : NULL;
}
static inline GMimePart *stoa_mail_part(GMimeObject *object) {
    return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL;
}
static inline const char *stoa_mail_mailbox_address(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_MAILBOX(address)
        ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)) : NULL;
}
static inline GMimeObject *stoa_mail_object(GMimeMessage *message) { return GMIME_OBJECT(message); }
static inline GMimeStreamMem *stoa_mail_memory(GMimeStream *stream) { return GMIME_STREAM_MEM(stream); }
static inline GMimeObject *stoa_mail_part_object(GMimePart *part) { return GMIME_OBJECT(part); }
static inline GMimeObject *stoa_mail_multipart_object(GMimeMultipart *multipart) { return GMIME_OBJECT(multipart); }
static inline GMimePart *stoa_mail_text_part(GMimeTextPart *part) { return GMIME_PART(part); }

// glibc has it for everybody, but names it only to programs that define _GNU_SOURCE before any header.
extern void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);
static inline int stoa_mail_contains(const void *text, size_t length, const void *mark, size_t mark_length) {
    return length >= mark_length && memmem(text, length, mark, mark_length) != NULL;
}
