/// A few fields to fill in, over the panes: for what needs more than a line and less than a text.
public struct Form: Sendable {
    /// What was filled in, by the fields' names.
    public typealias Values = [String: String]

    /// What stands above it.
    public var title: String
    /// Its fields, from the top down.
    public var fields: [Field]
    /// Takes what was filled in, without white space at its ends. A sentence that it throws is shown, and the form stays
    /// as it is.
    public var submit: @Sendable (Values) throws -> [Effect]

    /// A form.
    public init(title: String, fields: [Field], submit: @escaping @Sendable (Values) throws -> [Effect]) {
        self.title = title
        self.fields = fields
        self.submit = submit
    }

    /// One field.
    public struct Field: Hashable, Sendable {
        /// What `submit` knows it by.
        public var name: String
        /// What stands before it.
        public var label: String
        /// A few words about it, shown while it has the cursor.
        public var hint: String
        /// What it begins with: a text, or one of `options`.
        public var text: String
        /// What can be chosen; empty where any text can be typed.
        public var options: [String]
        /// Whether its text may have several lines.
        public var takesLines: Bool

        /// A field for any text, of one line or of several.
        public init(_ name: String, label: String, text: String = "", hint: String = "", takesLines: Bool = false) {
            self.init(name, label: label, text: text, hint: hint, options: [], takesLines: takesLines)
        }

        /// A field for one of several values.
        public init(_ name: String, label: String, options: [String], chosen: String, hint: String = "") {
            self.init(name, label: label, text: chosen, hint: hint, options: options, takesLines: false)
        }

        private init(
            _ name: String, label: String, text: String, hint: String, options: [String], takesLines: Bool
        ) {
            self.name = name
            self.label = label
            self.text = text
            self.hint = hint
            self.options = options
            self.takesLines = takesLines
        }
    }
}

/// Something that waits for the disk: it runs away from the screen, and the effects that it answers happen when it is
/// done. A sentence that it throws is shown.
public struct Work: Sendable {
    /// What the status line says meanwhile.
    public var saying: String
    /// Whether it waits for more than the disk, such as for another machine, so that nothing else must wait for it.
    public var isLong: Bool
    /// What is done; given what says in the status line how far it has come.
    public var body: @Sendable (_ say: @escaping @Sendable (String) -> Void) throws -> [Effect]

    /// Work to be done.
    public init(saying: String, _ body: @escaping @Sendable () throws -> [Effect]) {
        self.saying = saying
        isLong = false
        self.body = { _ in try body() }
    }

    /// Work that takes long, and says how far it has come.
    public init(
        longSaying saying: String,
        _ body: @escaping @Sendable (_ say: @escaping @Sendable (String) -> Void) throws -> [Effect]
    ) {
        self.saying = saying
        isLong = true
        self.body = body
    }
}
