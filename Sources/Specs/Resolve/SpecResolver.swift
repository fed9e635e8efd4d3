import Datasets
import JSON
import Schedules
import Text

/// Checks a tree by the tables: finds all issues at once and fills in defaults.
struct SpecResolver {
    private(set) var values: ResolvedValues
    /// Where each checked value was written; for a default, the place of its object.
    private(set) var origins: [SpecKeyPath: JSONOrigin] = [:]
    var issues: IssueList
    /// The spec's path.
    let spec: String

    init(spec: String, fileName: String, firstSeed: UInt64? = nil, issues: IssueList) {
        values = ResolvedValues(fileName: fileName, firstSeed: firstSeed)
        self.spec = spec
        self.issues = issues
    }

    /// The value of a shape, complete; nil if it has issues, which are noted.
    mutating func resolve(_ node: JSONNode, as shape: SpecSchema.Shape, at path: SpecKeyPath) -> JSONValue? {
        switch (shape, node.content) {
        case (.text(.any), .string(let string)): return .string(string)
        case (.text(.name), .string(let string)):
            guard let issue = NameRule.issue(in: string) else { return .string(string) }
            let fromFile = values.isDefault(path)
            issues.add(
                .badName(found: Printable.quoted(string), issue, fromFile: fromFile), at: path, node.origin)
            return nil
        case (.boolean, .bool(let bool)): return .bool(bool)
        case (.integer(let range), .number(let number, _)): return integer(number, of: node, in: range, at: path)
        case (.number(let range), .number(let number, _)):
            guard range.contains(number) else { return outOfRange(number, of: node, range, at: path) }
            return .number(number + 0)  // -0 becomes 0
        case (.choice(let choices), .string(let string)):
            if choices.contains(where: { string.isExactly($0) }) { return .string(string) }
            noteNotOneOf(choices, node: node, word: string, at: path)
            return nil
        case (.list(let list), .array(let elements)): return resolve(elements, of: node, as: list, at: path)
        case (.object(let table), .object(let members)):
            return resolve(members, of: node, as: table, at: path)
        case (.definition(let definition), .object(let members)):
            return resolve(members, of: node, as: definition.table, at: path)
        case (.optional, .null): return .null
        case (.optional(let shape), let content) where shape.fits(content.type):
            return resolve(node, as: shape, at: path)
        case (.shorthand(let shape, let expand), _): return resolve(node, as: shape, at: path).map(expand)
        case (.either(let shapes), _):
            if let fitting = shapes.first(where: { $0.fits(node.content.type) }) {
                return resolve(node, as: fitting, outOf: shapes, at: path)
            }
        default: break
        }
        issues.add(.wrongType(found: Printable.value(node), expected: shape.noun), at: path, node.origin)
        return nil
    }

    /// The value of one of several shapes. The issues name the other shapes too.
    private mutating func resolve(
        _ node: JSONNode, as fitting: SpecSchema.Shape, outOf shapes: [SpecSchema.Shape], at path: SpecKeyPath
    ) -> JSONValue? {
        let objectForms = shapes.flatMap(\.objectForms)
        if case .choice(let choices) = fitting, case .string(let word) = node.content,
            !choices.contains(where: { word.isExactly($0) })
        {
            noteNotOneOf(choices + objectForms, node: node, word: word, at: path)
            return nil
        }
        if case .integer = fitting, case .number(let number, let literal) = node.content,
            number != number.rounded(), objectForms.contains(where: { $0.contains(SpanKeys.epochs) })
        {
            issues.add(.notWholeSteps(found: Printable.text(literal, limit: 40)), at: path, node.origin)
            return nil
        }
        return resolve(node, as: fitting, at: path)
    }

    /// The origin of a value, or of the object that holds it.
    func origin(of path: SpecKeyPath) -> JSONOrigin? {
        var path = path
        while !path.components.isEmpty {
            if let origin = origins[path] { return origin }
            path.components.removeLast()
        }
        return nil
    }

    mutating func record(_ value: JSONValue, at path: SpecKeyPath, origin: JSONOrigin) {
        values[path] = value
        origins[path] = origin
        // Defaults of later keys depend on the images.
        if path == RootKeys.data.place.path { values.facts = imageFacts() }
    }

    /// Facts about the images; nil, and an issue, if the user's files are invalid.
    private mutating func imageFacts() -> ImageFacts? {
        guard let data = values[RootKeys.data.place], let source = try? ImageSource(data, besideSpec: spec)
        else { return nil }
        let channels = (try? data[DataKeys.channels]) ?? nil
        // A cross-check reports it.
        if channels == 2 { return nil }
        do {
            return try source.facts(channels: channels)
        } catch {
            let place = data.place(of: SourceKeys.pathName)
            issues.add(.images("\(error)"), at: place, origins[place])
            return nil
        }
    }

    /// The value of a key that is not given.
    mutating func resolveDefault(
        _ value: JSONValue, of field: SpecSchema.Field, at path: SpecKeyPath, origin: JSONOrigin
    ) -> JSONValue? {
        values.markDefault(path)
        return resolve(JSONNode(unwritten: value, origin: origin), as: field.shape, at: path)
    }

    mutating func noteNotOneOf(_ choices: [String], node: JSONNode, word: String, at path: SpecKeyPath) {
        issues.add(
            .notOneOf(
                found: Printable.quoted(word), choices: choices,
                suggestion: choices.count > 1 ? Suggestion.nearest(to: word, in: choices) : nil),
            at: path, node.origin)
    }

    private mutating func integer(
        _ number: Double, of node: JSONNode, in range: ClosedRange<Int>, at path: SpecKeyPath
    ) -> JSONValue? {
        guard number == number.rounded() else {
            issues.add(.wrongType(found: Printable.value(node), expected: "an integer"), at: path, node.origin)
            return nil
        }
        guard let integer = Int(exactly: number), range.contains(integer) else {
            let limits = ValueRange.between(Double(range.lowerBound), Double(range.upperBound))
            return outOfRange(number, of: node, limits, at: path)
        }
        return .number(Double(integer))
    }

    private mutating func outOfRange(
        _ number: Double, of node: JSONNode, _ range: ValueRange, at path: SpecKeyPath
    ) -> JSONValue? {
        issues.add(
            .outOfRange(found: Printable.value(node), value: number, range: range), at: path,
            node.origin)
        return nil
    }

    private mutating func resolve(
        _ elements: [JSONNode], of node: JSONNode, as list: SpecSchema.List, at path: SpecKeyPath
    ) -> JSONValue? {
        guard list.count.contains(elements.count) else {
            issues.add(.wrongCount(count: elements.count, allowed: list.count), at: path, node.origin)
            return nil
        }
        var resolved: [JSONValue] = []
        var firsts: [String: Int] = [:]
        for (index, element) in elements.enumerated() {
            let place = path.appending(index: index)
            if case .object = element.content { origins[place] = element.origin }
            guard let value = resolve(element, as: list.element, at: place) else { continue }
            resolved.append(value)
            guard list.isDistinct else { continue }
            if let first = firsts.updateValue(index, forKey: JSONWriter.compact(value)) {
                issues.add(
                    .repeated(found: Printable.value(element), first: path.appending(index: first).description),
                    at: place, element.origin)
                return nil
            }
        }
        guard resolved.count == elements.count else { return nil }
        if list.isDescending, !isDescending(resolved) {
            issues.add(.notDescending(found: Printable.value(node)), at: path, node.origin)
            return nil
        }
        return .array(resolved)
    }

    private func isDescending(_ values: [JSONValue]) -> Bool {
        zip(values, values.dropFirst()).allSatisfy { pair in
            guard case (.number(let before), .number(let after)) = pair else { return true }
            return before >= after
        }
    }
}
