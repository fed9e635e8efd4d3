import JSON

/// Problems as they are found, each at its place.
struct ProblemList {
    /// More are counted only.
    static let limit = 100

    let file: String
    private var problems: [SpecProblem] = []
    private var omitted = 0

    init(file: String) {
        self.file = file
    }

    var isEmpty: Bool { problems.isEmpty }

    /// Notes a problem; `kind` is made only where it is kept.
    mutating func add(_ kind: @autoclosure () -> SpecProblem.Kind, at path: SpecKeyPath, _ origin: JSONOrigin?) {
        guard problems.count < Self.limit else {
            omitted += 1
            return
        }
        problems.append(SpecProblem(kind(), at: path, origin, in: file))
    }

    /// All of them in the order of lines, those of overrides last.
    func sorted() -> SpecProblems {
        let order = problems.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return (x.line ?? .max, x.column ?? .max, a.offset) < (y.line ?? .max, y.column ?? .max, b.offset)
        }
        return SpecProblems(order.map(\.element), omitted: omitted)
    }
}

extension SpecProblem {
    /// A problem at its place.
    init(_ kind: Kind, at path: SpecKeyPath, _ origin: JSONOrigin?, in file: String) {
        self.init(file: file, keyPath: path.description, kind: kind)
        switch origin {
        case .text(let position): (line, column) = (position.line, position.column)
        case .argument(_, let text): override = text
        case .change(_, let position?): (line, column) = (position.line, position.column)
        case .change(_, nil), nil: break
        }
    }
}
