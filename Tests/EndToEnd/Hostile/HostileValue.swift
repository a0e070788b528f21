/// A JSON value that an attack may change leaf by leaf.
enum HostileValue: Codable, Hashable {
    case object([String: HostileValue]), array([HostileValue]), text(String), truth(Bool), whole(Int64), broken(Double)
    case nothing

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let truth = try? container.decode(Bool.self) {
            self = .truth(truth)
        } else if let whole = try? container.decode(Int64.self) {
            self = .whole(whole)
        } else if let broken = try? container.decode(Double.self) {
            self = .broken(broken)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let array = try? container.decode([HostileValue].self) {
            self = .array(array)
        } else {
            self = .object(try container.decode([String: HostileValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .object(let object): try container.encode(object)
        case .array(let array): try container.encode(array)
        case .text(let text): try container.encode(text)
        case .truth(let truth): try container.encode(truth)
        case .whole(let whole): try container.encode(whole)
        case .broken(let broken): try container.encode(broken)
        case .nothing: try container.encodeNil()
        }
    }

    /// The value with every leaf changed; `field` is the name of the nearest field around it.
    func changed(field: String = "", _ change: (_ field: String, HostileValue) -> HostileValue) -> HostileValue {
        switch self {
        case .object(let object):
            .object(Dictionary(uniqueKeysWithValues: object.map { ($0, $1.changed(field: $0, change)) }))
        case .array(let array): .array(array.map { $0.changed(field: field, change) })
        default: change(field, self)
        }
    }

    /// All values that differ from this one in one leaf, which is given every other value that the attack has for it.
    func variants(field: String = "", _ others: (_ field: String, HostileValue) -> [HostileValue]) -> [HostileValue] {
        switch self {
        case .object(let object):
            object.sorted { $0.key < $1.key }.flatMap { name, value in
                value.variants(field: name, others).map { .object(object.merging([name: $0]) { $1 }) }
            }
        case .array(let array):
            array.indices.flatMap { place in
                array[place].variants(field: field, others).map { other in
                    var changed = array
                    changed[place] = other
                    return .array(changed)
                }
            }
        default: others(field, self)
        }
    }
}
