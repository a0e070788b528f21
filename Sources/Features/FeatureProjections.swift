import Index

/// What all features bring to the index.
public enum FeatureProjections {
    /// In the order in which their tables are made.
    public static let all: [Projection] = [
        CommunityProjection.projection,
        MemberProfileProjection.projection,
        DiscussionProjection.projection,
        ResourceProjection.projection,
    ]
}
