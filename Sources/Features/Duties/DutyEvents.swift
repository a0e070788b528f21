import Journal

/// `duty.added`: a moderator says what the group needs somebody for. The event's id is the duty's.
public struct DutyAdded: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "duty.added"
    /// What it is called.
    public var name: String
    /// What is to be done.
    public var about: String
    /// How often it goes on to the next.
    public var rotates: Rotation

    /// A duty.
    public init(name: String, about: String = "", rotates: Rotation = .never) {
        self.name = name
        self.about = about
        self.rotates = rotates
    }
}

/// `duty.edited`: a moderator changes a duty, or does away with it. What is left out stays.
public struct DutyEdited: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "duty.edited"
    /// Which duty.
    public var duty: EventID
    /// What it is called.
    public var name: String?
    /// What is to be done.
    public var about: String?
    /// How often it goes on to the next.
    public var rotates: Rotation?
    /// Whether it is done away with.
    public var removed: Bool?

    /// A change.
    public init(
        duty: EventID, name: String? = nil, about: String? = nil, rotates: Rotation? = nil, removed: Bool? = nil
    ) {
        self.duty = duty
        self.name = name
        self.about = about
        self.rotates = rotates
        self.removed = removed
    }
}

/// `duty.taken`: a member joins a duty's rota, or leaves it.
public struct DutyTaken: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "duty.taken"
    /// Which duty.
    public var duty: EventID
    /// Whether they stand on it from here on.
    public var taken: Bool

    /// Coming or going.
    public init(duty: EventID, taken: Bool = true) {
        self.duty = duty
        self.taken = taken
    }
}

/// `duty.passed`: a member cannot in one period, and the next of the rota does it.
public struct DutyPassed: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "duty.passed"
    /// Which duty.
    public var duty: EventID
    /// Which period, as `Rotation` counts them.
    public var period: Int
    /// Whether they pass; false takes it back.
    public var passed: Bool

    /// Passing, or not.
    public init(duty: EventID, period: Int, passed: Bool = true) {
        self.duty = duty
        self.period = period
        self.passed = passed
    }
}
