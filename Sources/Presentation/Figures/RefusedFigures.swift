/// Figures of a call that their page is too small for. The others were drawn.
package struct RefusedFigures: Error, CustomStringConvertible {
    /// Number of refused figures.
    package let refused: Int
    /// Number of all figures.
    package let all: Int

    package init(refused: Int, of all: Int) {
        self.refused = refused
        self.all = all
    }

    package var description: String { "\(refused) of \(all) figures \(refused == 1 ? "was" : "were") not drawn" }

    /// Draws one figure of several. A page that is too small for it is reported, so that the next one can be drawn.
    /// - Returns: nil if the figure was refused.
    static func drawing<Result>(_ console: Console, _ body: () throws -> Result) throws -> Result? {
        do {
            return try body()
        } catch let error as FigureChangeError {
            guard case .tooSmall = error else { throw error }
            console.message(error.description)
            return nil
        }
    }
}
