import Foundation

/// Where resources lead: addresses and the numbers that name publications, so that two spellings of one thing are told
/// to be the same.
public enum ResourceAddress {
    /// A DOI without what people write before it, in small letters; nothing when the text is none.
    public static func doi(_ text: String) -> String? {
        var rest = text.trimmingCharacters(in: .whitespacesAndNewlines)[...]
        let lower = rest.lowercased()
        let prefixes = [
            "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "https://www.doi.org/",
            "http://www.doi.org/", "doi.org/", "dx.doi.org/", "urn:doi:", "info:doi/", "doi:",
        ]
        let isLink = prefixes.first { lower.hasPrefix($0) }.map { rest = rest.dropFirst($0.count) } != nil
        let plain = String(rest.drop { $0 == " " })
        let name = isLink ? plain.removingPercentEncoding ?? plain : plain
        guard name.utf8.count <= 500, let slash = name.firstIndex(of: "/"), name.index(after: slash) != name.endIndex,
            name.hasPrefix("10."), name[..<slash].dropFirst(3).allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
            name.distance(from: name.startIndex, to: slash) >= 7,
            name.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { return nil }
        return name.lowercased()
    }

    /// Where a DOI leads.
    public static func link(doi: String) -> String {
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "%;?#"))
        return "https://doi.org/" + (doi.addingPercentEncoding(withAllowedCharacters: allowed) ?? doi)
    }

    /// The digits of an ISBN whose check digit is right, as 13; nothing when the text is none.
    public static func isbn(_ text: String) -> String? {
        let letters = text.uppercased().filter { !" -–:".contains($0) }
        let plain = letters.hasPrefix("ISBN") ? String(letters.dropFirst(4)) : letters
        let digits = plain.compactMap { $0 == "X" ? 10 : $0.isASCII ? $0.wholeNumberValue : nil }
        guard digits.count == plain.count, !digits.dropLast().contains(10) else { return nil }
        switch digits.count {
        case 10:
            let sum = digits.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) }
            guard sum.isMultiple(of: 11) else { return nil }
            let body = [9, 7, 8] + digits.dropLast()
            return (body + [check(body)]).map(String.init).joined()
        case 13: return digits.last == check(digits.dropLast()) ? plain : nil
        default: return nil
        }
    }

    /// The check digit of an ISBN-13.
    private static func check(_ digits: [Int]) -> Int {
        let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 3) }
        return (10 - sum % 10) % 10
    }

    /// An address by which two links to one page are the same: without scheme, `www.`, the fragment, what only counts
    /// visitors, and a slash at the end; the rest in one order.
    public static func normal(_ address: String) -> String? {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased() else { return nil }
        guard scheme == "http" || scheme == "https", var host = parts.host?.lowercased(), !host.isEmpty else {
            return address.lowercased()
        }
        if host.hasPrefix("www.") { host.removeFirst(4) }
        if host.hasSuffix(".") { host.removeLast() }
        let port = parts.port.flatMap { $0 == 80 || $0 == 443 ? nil : ":\($0)" } ?? ""
        var path = parts.path
        while path.hasSuffix("/") { path.removeLast() }
        let kept = (parts.queryItems ?? []).filter { !isCounter($0.name) }
            .map { $0.name + "=" + ($0.value ?? "") }.sorted()
        return host + port + path + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }

    private static func isCounter(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasPrefix("utm_")
            || ["fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "si", "ref_src"].contains(name)
    }
}

/// By what two resources are told to be one.
enum ResourceIdentity {
    /// Its marks: the address, the DOI, the ISBN, the content of the file, how it is cited.
    static func all(
        title: String, address: String?, file: AttachedFile?, path: String?, fields: [String: String]
    ) -> Set<String> {
        var found: Set<String> = []
        let doi =
            fields[ResourceField.doi.rawValue].flatMap(ResourceAddress.doi) ?? address.flatMap(ResourceAddress.doi)
        if let doi { found.insert("doi:" + doi) }
        if let address, ResourceAddress.doi(address) == nil, let normal = ResourceAddress.normal(address) {
            found.insert("url:" + normal)
        }
        if let isbn = fields[ResourceField.isbn.rawValue].flatMap(ResourceAddress.isbn) { found.insert("isbn:" + isbn) }
        if let file { found.insert("file:" + file.hash) }
        if let path { found.insert("path:" + path) }
        if let key = fields[ResourceField.key.rawValue] { found.insert(citation(key, title)) }
        return found
    }

    /// How it is cited: keys alone are too short to be one thing's only.
    static func citation(_ key: String, _ title: String) -> String {
        let plain = title.lowercased().filter { $0.isLetter || $0.isNumber }
        return "cite:\(key.lowercased())|\(plain.prefix(200))"
    }
}
