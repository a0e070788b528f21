import Index
import Journal

/// A resource as `--json` gives it.
struct ListedResource: Encodable {
    var id: EventID
    var kind: ResourceKind
    var title: String
    var author: Account
    var created_at: String
    var address: String?
    var file_name: String?
    var file_size: Int64?
    var file_hash: String?
    var note: String
    var tags: [String]
    var thread: EventID?

    init(_ resource: Resource) {
        id = resource.id
        kind = resource.kind
        title = resource.title
        author = resource.author
        created_at = resource.created.rfc3339
        address = resource.address
        file_name = resource.file?.name
        file_size = resource.file?.size
        file_hash = resource.file?.hash
        note = resource.note
        tags = resource.tags
        thread = resource.thread
    }
}
