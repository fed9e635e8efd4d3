package import JSON

/// Values that the published schema allows. Rules between keys are not in it: the reader may refuse some of them.
package enum SchemaValues {
    /// The object of a branch with the keys that have to be given, and no others.
    /// - Parameters:
    ///   - number: the number of keys for numbers, if they allow it.
    ///   - layer: the layer in lists of layers; null: the first type.
    package static func plain(
        _ branch: PublishedSchema.Branch, number: Double = 0.1, layer: JSONValue = .null
    ) -> JSONValue {
        // Of keys that exclude each other, one of which is required, the first.
        let alternative = branch.schema["anyOf"].elements.first?["required"].strings ?? []
        let given = branch.properties.filter {
            branch.required.contains($0.key) || alternative.contains($0.key) || $0.value["const"] != nil
        }
        return .object(given.map { JSONValue.Member($0.key, plain($0.value, number, layer)) })
    }

    /// The schemas of which a value may satisfy any.
    private static func options(of schema: JSONValue) -> [JSONValue] {
        schema["properties"] == nil ? schema["anyOf"].elements : []
    }

    private static func plain(_ schema: JSONValue, _ number: Double, _ layer: JSONValue) -> JSONValue {
        if let word = schema["const"] { return word }
        if let option = options(of: schema).first { return plain(option, number, layer) }
        if let word = schema["enum"].elements.first { return word }
        if case .string("#/$defs/layer")? = schema["$ref"], layer != .null { return layer }
        let limits = Limits(schema)
        switch schema["type"] {
        case .string("integer"): return .number(limits.clamp(3))
        case .string("number"): return .number(limits.clamp(number))
        case .string("boolean"): return false
        case .string("string"): return "x"
        case .string("array"):
            let item = plain(schema["items"] ?? .null, number, layer)
            return .array(Array(repeating: item, count: Swift.max(1, Int(schema["minItems"].number ?? 0))))
        case .string("null"): return .null
        default:
            let branch = PublishedSchema.branches(of: PublishedSchema.resolved(schema)).first
            return branch.map { plain($0, number: number, layer: layer) } ?? .null
        }
    }

    /// Many values of a property, for instance to find one that makes a difference.
    /// - Parameter base: a value of it; lists differ from this one by an entry.
    package static func several(_ schema: JSONValue, like base: JSONValue?) -> [JSONValue] {
        let options = options(of: schema)
        if !options.isEmpty { return options.flatMap { several($0, like: base) } }
        if schema["enum"] != nil { return schema["enum"].elements }
        let limits = Limits(schema)
        switch schema["type"] {
        case .string("integer"): return [0, 1, 2, 3, 5, 8, 20, 200].filter(limits.contains).map { .number($0) }
        case .string("number"):
            return [0, 0.01, 0.25, 0.5, 0.75, 0.9, 1, 2, 10, 100].filter(limits.contains).map { .number($0) }
        case .string("boolean"): return [true, false]
        case .string("string"): return ["x"]
        case .string("null"): return [.null]
        case .string("array"):
            let items = several(schema["items"] ?? .null, like: base.elements.first)
            let changed = base.elements.indices.flatMap { index in
                items.map { item in
                    var list = base.elements
                    list[index] = item
                    return JSONValue.array(list)
                }
            }
            let pairs = zip(items, items.dropFirst()).flatMap { [JSONValue.array([$0, $1]), .array([$1, $0])] }
            return changed + items.map { .array([$0]) } + pairs
        default:
            let branches = PublishedSchema.branches(of: PublishedSchema.resolved(schema))
            if schema["$ref"] != nil { return branches.map { plain($0) } }
            return branches.flatMap { branch in
                let object = plain(branch)
                return [object]
                    + branch.properties.flatMap { property in
                        several(property.value, like: object[property.key]).map { value in
                            let others = JSONValue?.some(object).members.filter { $0.key != property.key }
                            return .object(others + [.init(property.key, value)])
                        }
                    }
            }
        }
    }

    /// A random object of a branch.
    /// - Parameter keys: keys to leave out.
    package static func drawn(
        _ branch: PublishedSchema.Branch, without keys: Set<String> = [], depth: Int = 0, _ random: inout SplitMix
    ) -> JSONValue {
        let alternatives = branch.schema["anyOf"].elements.map { $0["required"].strings }
        let alternative = alternatives.randomElement(using: &random)
        let excluded = branch.schema["allOf"].elements.flatMap { ($0["not"]?["required"]).strings }
        let given = branch.properties.filter { property in
            if branch.required.contains(property.key) || property.value["const"] != nil { return true }
            if let alternative { return alternative.contains(property.key) }
            if keys.contains(property.key) || excluded.contains(property.key) { return false }
            return Bool.random(using: &random)
        }
        return .object(given.map { JSONValue.Member($0.key, drawn($0.value, depth: depth, &random)) })
    }

    private static func drawn(_ schema: JSONValue, depth: Int, _ random: inout SplitMix) -> JSONValue {
        if let word = schema["const"] { return word }
        if let option = options(of: schema).randomElement(using: &random) {
            return drawn(option, depth: depth, &random)
        }
        if let word = schema["enum"].elements.randomElement(using: &random) { return word }
        let limits = Limits(schema)
        switch schema["type"] {
        case .string("integer"):
            let low = Int(limits.low)
            return .number(limits.clamp(Double(Int.random(in: low...low + 12, using: &random))))
        case .string("number"):
            let exponent = Double.random(in: -5...1, using: &random)
            let number = Bool.random(using: &random) ? exponent / 6 + 5 / 6 : scaled(exponent)
            return .number(limits.clamp(number))
        case .string("boolean"): return .bool(Bool.random(using: &random))
        case .string("array"):
            let low = Int(schema["minItems"].number ?? 0)
            let count = Swift.min(Int.random(in: low...low + 2, using: &random), Int(schema["maxItems"].number ?? 9))
            return .array((0..<count).map { _ in drawn(schema["items"] ?? .null, depth: depth, &random) })
        case .string("null"): return .null
        default:
            let branches = PublishedSchema.branches(of: PublishedSchema.resolved(schema))
            // Objects of their own kind end with the first, which holds none.
            let branch = depth > 1 ? branches.first : branches.randomElement(using: &random)
            return branch.map { drawn($0, depth: depth + 1, &random) } ?? .null
        }
    }

    /// Ten to a power.
    private static func scaled(_ exponent: Double) -> Double {
        (0..<Int(exponent.rounded(.up)).magnitude).reduce(1) { value, _ in exponent < 0 ? value / 10 : value * 10 }
    }
}

/// The numbers that a schema allows.
private struct Limits {
    let low: Double
    let high: Double
    let includesLow: Bool
    let includesHigh: Bool

    init(_ schema: JSONValue) {
        low = schema["minimum"].number ?? schema["exclusiveMinimum"].number ?? 0
        high = schema["maximum"].number ?? schema["exclusiveMaximum"].number ?? .infinity
        includesLow = schema["exclusiveMinimum"] == nil
        includesHigh = schema["exclusiveMaximum"] == nil
    }

    func contains(_ number: Double) -> Bool {
        (includesLow ? number >= low : number > low) && (includesHigh ? number <= high : number < high)
    }

    /// The nearest allowed number, or one between the limits.
    func clamp(_ number: Double) -> Double {
        let nearest = Swift.min(Swift.max(number, low), high)
        if contains(nearest) { return nearest }
        return high.isFinite ? low + (high - low) / 2 : low + 1
    }
}
