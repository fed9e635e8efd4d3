import JSON
import Text

import Datasets

/// Holds a tree against the tables: finds all problems at once and fills in what is not given.
struct SpecResolver {
    private(set) var values: ResolvedValues
    /// Where each checked value was written; of a default: where its object was.
    private(set) var origins: [SpecKeyPath: JSONOrigin] = [:]
    var problems: ProblemList
    /// The spec's path.
    let spec: String

    init(spec: String, fileName: String, problems: ProblemList) {
        values = ResolvedValues(fileName: fileName)
        self.spec = spec
        self.problems = problems
    }

    /// The value of a shape, complete; nil where there are problems in it, which are noted.
    mutating func resolve(_ node: JSONNode, as shape: SpecSchema.Shape, at path: SpecKeyPath) -> JSONValue? {
        switch (shape, node.content) {
        case (.text(.any), .string(let string)): return .string(string)
        case (.text(.name), .string(let string)):
            guard let trouble = NameRule.trouble(in: string) else { return .string(string) }
            let fromFile = values.isDefault(path)
            problems.add(
                .badName(found: Printable.quoted(string), trouble: trouble, fromFile: fromFile), at: path, node.origin)
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
        case (.optional(let shape), let content) where shape.fits(content): return resolve(node, as: shape, at: path)
        case (.shorthand(let shape, let expand), _): return resolve(node, as: shape, at: path).map(expand)
        case (.either(let shapes), _):
            if let fitting = shapes.first(where: { $0.fits(node.content) }) {
                if case .choice(let choices) = fitting, case .string(let word) = node.content,
                    !choices.contains(where: { word.isExactly($0) })
                {
                    noteNotOneOf(choices + shapes.flatMap(\.objectForms), node: node, word: word, at: path)
                    return nil
                }
                if case .integer = fitting, case .number(let number, let literal) = node.content,
                    number != number.rounded(), shapes.contains(where: { $0.isDuration })
                {
                    problems.add(.notWholeSteps(found: Printable.text(literal, limit: 40)), at: path, node.origin)
                    return nil
                }
                return resolve(node, as: fitting, at: path)
            }
        default: break
        }
        problems.add(.wrongType(found: Printable.value(node), expected: shape.noun), at: path, node.origin)
        return nil
    }

    /// Where a value was written, or what it is in.
    func origin(of path: SpecKeyPath) -> JSONOrigin? {
        var path = path
        while !path.components.isEmpty {
            if let origin = origins[path] { return origin }
            path.components.removeLast()
        }
        return nil
    }

    package mutating func record(_ value: JSONValue, at path: SpecKeyPath, origin: JSONOrigin) {
        values[path] = value
        origins[path] = origin
        // The defaults of what comes behind it depend on the images.
        if path == Self.data { values.facts = imageFacts(of: value) }
    }

    private static let data = SpecKeyPath("data")

    /// What is known of the images; nil, and a problem, where the user's files are not what they should be.
    private mutating func imageFacts(of data: JSONValue) -> ImageFacts? {
        guard let object = try? CheckedObject(data, at: Self.data),
            let source = try? ImageSource(object, besideSpec: spec)
        else { return nil }
        let channels = try? object.optionalInt("channels")
        // Said to be wrong where keys are held against each other.
        if channels == 2 { return nil }
        do {
            return try source.facts(channels: channels)
        } catch {
            let place = Self.data.appending(key: "path")
            problems.add(.images("\(error)"), at: place, origins[place])
            return nil
        }
    }

    /// A value that was not given.
    mutating func resolveDefault(
        _ value: JSONValue, of field: SpecSchema.Field, at path: SpecKeyPath, origin: JSONOrigin
    ) -> JSONValue? {
        values.markDefault(path)
        return resolve(JSONNode(unwritten: value, origin: origin), as: field.shape, at: path)
    }

    mutating func noteNotOneOf(_ choices: [String], node: JSONNode, word: String, at path: SpecKeyPath) {
        problems.add(
            .notOneOf(
                found: Printable.quoted(word), choices: choices,
                suggestion: choices.count > 1 ? Suggestion.nearest(to: word, in: choices) : nil),
            at: path, node.origin)
    }

    private mutating func integer(
        _ number: Double, of node: JSONNode, in range: ClosedRange<Int>, at path: SpecKeyPath
    ) -> JSONValue? {
        guard number == number.rounded() else {
            problems.add(.wrongType(found: Printable.value(node), expected: "an integer"), at: path, node.origin)
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
        problems.add(
            .outOfRange(found: Printable.value(node), value: number, range: range), at: path,
            node.origin)
        return nil
    }

    private mutating func resolve(
        _ elements: [JSONNode], of node: JSONNode, as list: SpecSchema.List, at path: SpecKeyPath
    ) -> JSONValue? {
        guard list.count.contains(elements.count) else {
            problems.add(.wrongCount(count: elements.count, allowed: list.count), at: path, node.origin)
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
                problems.add(
                    .repeated(found: Printable.value(element), first: path.appending(index: first).description),
                    at: place, element.origin)
                return nil
            }
        }
        guard resolved.count == elements.count else { return nil }
        if list.isDescending, !isDescending(resolved) {
            problems.add(.notDescending(found: Printable.value(node)), at: path, node.origin)
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

extension SpecSchema.Shape {
    /// Whether the kind of JSON value is right, whatever its worth.
    func fits(_ content: JSONNode.Content) -> Bool {
        switch (self, content) {
        case (.text, .string), (.choice, .string), (.boolean, .bool), (.integer, .number), (.number, .number),
            (.list, .array), (.object, .object), (.definition, .object), (.optional, .null):
            true
        case (.optional(let shape), _), (.shorthand(let shape, _), _): shape.fits(content)
        case (.either(let shapes), _): shapes.contains { $0.fits(content) }
        default: false
        }
    }

    /// Objects of this shape in short: `{"file": ...}`; none where it is no object.
    fileprivate var objectForms: [String] {
        guard case .object(let table) = self else { return [] }
        let keys =
            switch table.entries.first {
            case .field(let field)?: [field.key]
            case .exactlyOne(let group)?: group.fields.map(\.key)
            case .selector?, nil: [String]()
            }
        return keys.map { "{\"\($0)\": ...}" }
    }

    /// Whether it is an object of a duration.
    fileprivate var isDuration: Bool { objectForms.contains { $0.contains("epochs") } }

    /// What it is, as it is said after "is not": `a number`.
    var noun: String {
        switch self {
        case .text, .choice: "a string"
        case .boolean: "true or false"
        case .integer: "an integer"
        case .number: "a number"
        case .list(let list):
            if case .either = list.element {
                "a list"
            } else {
                list.element.noun.split(separator: " ").last.map { "a list of \($0)s" } ?? "a list"
            }
        case .object, .definition: "an object"
        case .optional(let shape): shape.noun + " or null"
        case .either(let shapes):
            shapes.flatMap { $0.objectForms.isEmpty ? [$0.noun] : $0.objectForms }.joined(separator: " or ")
        case .shorthand(let shape, _): shape.noun
        }
    }
}
