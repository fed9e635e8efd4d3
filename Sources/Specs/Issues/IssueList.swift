import JSON

/// Issues as they are found, each at its place.
struct IssueList {
    /// Further issues are only counted.
    static let limit = 100

    let file: String
    private var issues: [SpecIssue] = []
    private var omitted = 0

    init(file: String) {
        self.file = file
    }

    var isEmpty: Bool { issues.isEmpty }

    /// Adds an issue; `kind` is evaluated only if it is kept.
    mutating func add(_ kind: @autoclosure () -> SpecIssue.Kind, at path: SpecKeyPath, _ origin: JSONOrigin?) {
        guard issues.count < Self.limit else {
            omitted += 1
            return
        }
        issues.append(SpecIssue(kind(), at: path, origin, in: file))
    }

    /// All issues in the order of lines, those of overrides last.
    func sorted() -> SpecError {
        let order = issues.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return (x.line ?? .max, x.column ?? .max, a.offset) < (y.line ?? .max, y.column ?? .max, b.offset)
        }
        return SpecError(order.map(\.element), omitted: omitted)
    }
}

extension SpecIssue {
    /// An issue at its place.
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
