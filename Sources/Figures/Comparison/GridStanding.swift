/// The best arm of a grid and the arms that cannot be told from it.
public struct GridStanding: Sendable, Equatable {
    /// Place of the best arm; nil if no arm has a mean.
    public var best: Int?
    /// Places of other arms that may be as good.
    public var near: Set<Int>
    /// The meaning of "cannot be told from it", for the caption.
    public var note: String

    /// A standing.
    public init(best: Int?, near: Set<Int>, note: String) {
        self.best = best
        self.near = near
        self.note = note
    }

    /// No arm is marked.
    public static let unknown = GridStanding(best: nil, near: [], note: "")
}
