/// Where distributions put what programs bring along (XDG Base Directory Specification).
public enum DataFolders {
    /// The folders of a kind (`themes`, `templates`) in the data directories, the most important first.
    public static func all(_ kind: String, _ variables: [String: String]) -> [String] {
        let named = variables["XDG_DATA_DIRS"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/local/share:/usr/share"
        // The specification lets only absolute paths count.
        return named.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/stoa/\(kind)" }
    }
}
