/// The best arm of a grid and the arms that cannot be told from it.
public struct GridStanding: Sendable, Equatable {
    /// Place of the best arm; nil if no arm has a mean.
    public var best: Int?
    /// Places of other arms that may be as good.
    public var near: Set<Int>
    /// The meaning of "cannot be told from it", for the caption.
    public var note: String
    /// Why no arm can be told from the best, for the caption: "3 seeds cannot tell cells apart"; nil if arms can be told
    /// apart. Then ``near`` is not drawn.
    public var limit: String?

    /// A standing.
    public init(best: Int?, near: Set<Int>, note: String, limit: String? = nil) {
        self.limit = limit
        self.best = best
        self.near = near
        self.note = note
    }

    /// No arm is marked.
    public static let unknown = GridStanding(best: nil, near: [], note: "")
}
