import Index
import Journal

/// How channels, threads and posts change the index.
public enum DiscussionProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Discussion",
        schema: DiscussionSchema.statements,
        handlers: [
            .ordered(ChannelAdded.kind, ChannelProjection.add).audited(ModerationDeeds.addChannel),
            .ordered(ChannelEdited.kind, ChannelProjection.edit).audited(ModerationDeeds.editChannel),
            .anyOrder(ThreadOpened.kind, partOf: \.id, PostProjection.open),
            .anyOrder(PostAdded.kind, partOf: PostProjection.thread, PostProjection.add),
            .anyOrder(PostEdited.kind, PostProjection.edit),
            .anyOrder(PostRetracted.kind, PostProjection.retract),
            .anyOrder(ReactionSet.kind, PostProjection.react),
            .ordered(AnswerAccepted.kind, ModerationProjection.accept),
            .ordered(QuestionLinked.kind, ModerationProjection.link),
            .ordered(ThreadPinned.kind, ModerationProjection.pin).audited(ModerationDeeds.pin),
            .ordered(ThreadLocked.kind, ModerationProjection.lock).audited(ModerationDeeds.lock),
            .ordered(ThreadMoved.kind, ModerationProjection.move).audited(ModerationDeeds.move),
            .ordered(PostHidden.kind, ModerationProjection.hide).audited(ModerationDeeds.hide),
        ] + HoldProjection.handlers + [
            .personal(PostsMarked.kind, ReadingProjection.mark),
            .personal(AllMarked.kind, ReadingProjection.markAll),
            .personal(AllMarkedUndone.kind, ReadingProjection.undoMarkAll),
            .personal(ThreadStarred.kind, ReadingProjection.star),
            .personal(ThreadWatched.kind, ReadingProjection.watch),
        ],
        searchOperators: DiscussionSearch.operators,
        reset: { projecting in
            try ChannelProjection.reset(projecting)
            try ModerationProjection.reset(projecting)
            try HoldProjection.reset(projecting)
        },
        settle: { projecting in
            try ContentStanding.settle(projecting)
            try HoldProjection.settle(projecting)
            try ReadingProjection.settleMoved(projecting)
            try Veil.settle(projecting)
            try ThreadSummaries.settle(projecting)
            try MeToo.settle(projecting)
            try QuestionTurns.settle(projecting)
            try NewcomerWelcome.settle(projecting)
        })
}
