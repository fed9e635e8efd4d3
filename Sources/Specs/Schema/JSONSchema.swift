import JSON
import Schedules

/// The tables as a JSON Schema, for editors and other programs.
extension SpecSchema {
    /// JSON Schema (draft 2020-12) of a spec, as text.
    public static var jsonSchema: String { JSONWriter.pretty(jsonSchemaValue) }

    /// The named tables.
    private static let definitions = [LayerKeys.definition] + ScheduledQuantity.allCases.map(\.definition)

    static var jsonSchemaValue: JSONValue {
        let head: [JSONValue.Member] = [
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("title", "onecycle experiment"),
            .init("description", "A spec of the onecycle program. Every key but schedule has a default."),
        ]
        let definitions = definitions.map { definition in
            JSONValue.Member(definition.name, .object(definition.table.jsonSchema))
        }
        let spec = RootKeys.table.jsonSchema.map { member in
            guard member.key == "properties", case .object(let keys) = member.value else { return member }
            return .init(member.key, .object(keys + study + records))
        }
        return .object(head + spec + [.init("$defs", .object(definitions))])
    }

    /// The keys of run folders' specs, which readers ignore.
    private static var records: [JSONValue.Member] {
        func record(_ key: String, _ description: String) -> JSONValue.Member {
            .init(
                key, ["description": .string(description), "type": "string", "pattern": "^[0-9A-Fa-f]{64}$"])
        }
        return [
            record(
                DocumentRecord.studyKey,
                "In the spec of a run folder: SHA-256 of the study.json beside it, for onecycle verify. Ignored elsewhere."
            ),
            record(
                DocumentRecord.key,
                "In the spec of a run folder: SHA-256 of the spec without this key, for onecycle verify. Ignored elsewhere."
            ),
        ]
    }

    /// The keys that make a file several experiments.
    private static var study: [JSONValue.Member] {
        [
            .init(
                StudyKeys.arms,
                [
                    "description":
                        "Experiments by name, each an object of the keys that it changes in the rest of the file.",
                    "type": "object", "additionalProperties": ["type": "object"],
                ]),
            .init(
                StudyKeys.grid,
                [
                    "description": .string(
                        "Every combination of values, by dotted key: a list, or {\"uniform\": [low, high], "
                            + "\"samples\": n}, or {\"log_uniform\": ...}, evenly spaced."),
                    "type": "object", "additionalProperties": ["type": ["array", "object"]],
                ]),
            .init(
                StudyKeys.baseline,
                [
                    "description": .string(
                        "With arms or grid: the experiment with which every other one is compared, by its name, with or "
                            + "without the study's in front; by default all are compared with each other."),
                    "type": "string",
                ]),
        ]
    }
}

extension SpecSchema.Table {
    /// An object; with selectors: one closed object for each way to choose.
    fileprivate var jsonSchema: [JSONValue.Member] {
        let variants = variants
        if variants.count == 1 { return variants[0].jsonSchema }
        return [.init("type", "object"), .init("oneOf", .array(variants.map { .object($0.jsonSchema) }))]
    }

    /// Every way to choose by selectors.
    private var variants: [ObjectVariant] {
        entries.reduce([ObjectVariant()]) { variants, entry in
            switch entry {
            case .field(let field): return variants.map { $0.adding(field) }
            case .exactlyOne(let group): return variants.map { $0.adding(group) }
            case .selector(let selector):
                return variants.flatMap { variant in
                    selector.cases.flatMap { choice in
                        let chosen = variant.adding(choice, of: selector)
                        return choice.table.variants.map { chosen.adding($0) }
                    } + (selector.instead.map { [variant.adding($0)] } ?? [])
                }
            }
        }
    }
}

/// An object of one fixed set of keys.
private struct ObjectVariant {
    var description: [String] = []
    var properties: [JSONValue.Member] = []
    var required: [String] = []
    /// Pairs of keys that exclude each other.
    var exclusive: [[String]] = []
    /// Keys that exclude each other; one of them is required. Empty: no such keys.
    var alternatives: [String] = []

    func adding(_ field: SpecSchema.Field, isOptional: Bool = false) -> ObjectVariant {
        var variant = self
        variant.properties.append(.init(field.key, field.jsonSchema))
        if case .required = field.presence, !isOptional { variant.required.append(field.key) }
        return variant
    }

    func adding(_ group: SpecSchema.Group) -> ObjectVariant {
        var variant = group.fields.reduce(self) { $0.adding($1, isOptional: true) }
        for (index, field) in group.fields.enumerated() {
            variant.exclusive += group.fields[(index + 1)...].map { [field.key, $0.key] }
        }
        if let fallback = group.fields.first(where: { $0.key == group.fallback }), case .required = fallback.presence {
            variant.alternatives += group.fields.map(\.key)
        }
        return variant
    }

    func adding(_ choice: SpecSchema.Selector.Case, of selector: SpecSchema.Selector) -> ObjectVariant {
        var variant = self
        variant.description.append(choice.documentation)
        var members: [JSONValue.Member] = [
            .init("description", .string(selector.documentation)), .init("const", .string(choice.name)),
        ]
        if choice.name == selector.fallback {
            members.append(.init("default", .string(choice.name)))
        } else {
            variant.required.append(selector.key)
        }
        variant.properties.append(.init(selector.key, .object(members)))
        return variant
    }

    func adding(_ other: ObjectVariant) -> ObjectVariant {
        ObjectVariant(
            description: description + other.description, properties: properties + other.properties,
            required: required + other.required, exclusive: exclusive + other.exclusive,
            alternatives: alternatives + other.alternatives)
    }

    var jsonSchema: [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if !description.isEmpty {
            members.append(.init("description", .string(description.joined(separator: " "))))
        }
        members.append(.init("type", "object"))
        members.append(.init("properties", .object(properties)))
        if !required.isEmpty { members.append(.init("required", .strings(required))) }
        members.append(.init("additionalProperties", false))
        if !exclusive.isEmpty {
            let rules = exclusive.map { JSONValue.object([.init("not", ["required": .strings($0)])]) }
            members.append(.init("allOf", .array(rules)))
        }
        if !alternatives.isEmpty {
            members.append(.init("anyOf", .array(alternatives.map { ["required": .strings([$0])] })))
        }
        return members
    }
}

extension SpecSchema.Field {
    fileprivate var jsonSchema: JSONValue {
        var documentation = documentation
        var fallback: JSONValue?
        switch presence {
        case .required: break
        case .default(let value): fallback = value
        case .sameAs(let other): documentation += " Default: \(other)'s."
        case .computed(let note, _): documentation += " Default: \(note)."
        }
        var members = [JSONValue.Member("description", .string(documentation))]
        members += shape.jsonSchema
        if let fallback { members.append(.init("default", fallback)) }
        return .object(members)
    }
}

extension SpecSchema.Shape {
    fileprivate var jsonSchema: [JSONValue.Member] {
        switch self {
        case .text(.any): return [.init("type", "string")]
        case .text(.name):
            return [
                .init("type", "string"), .init("pattern", .string(NameRule.pattern)),
                .init("maxLength", .number(Double(NameRule.limit))),
            ]
        case .boolean: return [.init("type", "boolean")]
        case .integer(let range):
            return [
                .init("type", "integer"), .init("minimum", .number(Double(range.lowerBound))),
                .init("maximum", .number(Double(range.upperBound))),
            ]
        case .number(let range): return [.init("type", "number")] + range.jsonSchema
        case .choice(let words): return [.init("enum", .strings(words))]
        case .list(let list):
            var members: [JSONValue.Member] = [
                .init("type", "array"), .init("items", .object(list.element.jsonSchema)),
                .init("minItems", .number(Double(list.count.lowerBound))),
                .init("maxItems", .number(Double(list.count.upperBound))),
            ]
            if list.isDistinct { members.append(.init("uniqueItems", true)) }
            return members
        case .object(let table): return table.jsonSchema
        case .definition(let definition): return [.init("$ref", .string("#/$defs/\(definition.name)"))]
        case .optional(.either(let shapes)):
            return [.init("anyOf", .array([["type": "null"]] + shapes.map { .object($0.jsonSchema) }))]
        case .optional(let shape): return [.init("anyOf", [["type": "null"], .object(shape.jsonSchema)])]
        case .either(let shapes): return [.init("anyOf", .array(shapes.map { .object($0.jsonSchema) }))]
        case .shorthand(let shape, _): return shape.jsonSchema
        }
    }
}

extension ValueRange {
    fileprivate var jsonSchema: [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if let lower { members.append(.init(includesLower ? "minimum" : "exclusiveMinimum", .number(lower))) }
        if let upper { members.append(.init(includesUpper ? "maximum" : "exclusiveMaximum", .number(upper))) }
        return members
    }
}
