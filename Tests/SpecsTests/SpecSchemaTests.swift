import TestSupport
import Specs
import Foundation
import Testing

@Suite("JSON Schema")
struct SpecSchemaTests {
    private func schema() throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(SpecSchema.jsonSchema.utf8))
        return try #require(json as? [String: Any])
    }

    private func properties(_ schema: [String: Any]?) -> [String: Any] {
        schema?["properties"] as? [String: Any] ?? [:]
    }

    @Test("draft 2020-12, closed, schedule alone required")
    func head() throws {
        let schema = try schema()
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["additionalProperties"] as? Bool == false)
        #expect(schema["required"] as? [String] == ["schedule"])
    }

    @Test("its properties are the keys that the reader takes")
    func keys() throws {
        for (text, overrides) in [
            (fullSpec, []), (withSchedule(), []), (fullSpec, ["epochs=1", "optimizer.type=adamw"]),
            (withSchedule(), ["schedule.type=constant", "schedule.lr=1", "smoothing.window=1"]),
            (withSchedule(), ["model.layers=[\(everyLayer)]", "optimizer.type=adam"]),
            (withSchedule(), ["model.architecture=lenet", "schedule.flavor=torch"]),
            (withSchedule(), ["model.architecture=resnet"]),
        ] {
            let document = try goodSpec(text, set: overrides).document
            let json = try JSONSerialization.jsonObject(with: Data(document.utf8))
            try compare(try #require(json as? [String: Any]), with: try schema(), at: "")
        }
    }

    @Test("a file of initial weights has its keys in it too")
    func weights() throws {
        try WeightsFolder.with { folder in
            try folder.write("w.safetensors")
            let document = try folder.spec(#"{"file": "w.safetensors"}"#).document
            let json = try JSONSerialization.jsonObject(with: Data(document.utf8))
            try compare(try #require(json as? [String: Any]), with: try schema(), at: "")
        }
    }

    /// Every written key is a property. A property that is not written excludes a written key.
    private func compare(_ object: [String: Any], with schema: [String: Any], at path: String) throws {
        let schema = try #require(variant(of: try target(of: schema), for: object), "no variant at \(path)")
        let properties = properties(schema)
        let rules = schema["allOf"] as? [[String: [String: [String]]]] ?? []
        let exclusive = rules.compactMap { $0["not"]?["required"] }
        // The keys of a study are in no experiment of it, and a run adds the hashes of its files.
        let added = ["arms", "grid", "baseline", "study_record", "record"]
        let written = Set(properties.keys).subtracting(path.isEmpty ? added : [])
        for key in written.symmetricDifference(object.keys) {
            #expect(properties[key] != nil, "\(path).\(key) is not in the schema")
            #expect(
                exclusive.contains { $0.contains(key) && $0.contains { object[$0] != nil } },
                "\(path).\(key) is not in the document")
        }
        for (key, value) in object {
            let property = try #require(properties[key] as? [String: Any])
            #expect(property["description"] != nil, "\(path).\(key) is not documented")
            if let value = value as? [String: Any] { try compare(value, with: property, at: "\(path).\(key)") }
            for (index, value) in (value as? [[String: Any]] ?? []).enumerated() {
                let items = try #require(property["items"] as? [String: Any])
                try compare(value, with: items, at: "\(path).\(key)[\(index)]")
            }
        }
    }

    /// The definition a schema refers to; of "null or an object" the object; else itself.
    private func target(of property: [String: Any]) throws -> [String: Any] {
        if let choices = property["anyOf"] as? [[String: Any]] {
            return try #require(choices.first { $0["properties"] != nil })
        }
        guard let reference = property["$ref"] as? String else { return property }
        let definitions = try #require(try schema()["$defs"] as? [String: Any])
        #expect(reference.hasPrefix("#/$defs/"))
        return try #require(definitions[String(reference.dropFirst("#/$defs/".count))] as? [String: Any])
    }

    /// The closed object whose constants are the object's.
    private func variant(of schema: [String: Any], for object: [String: Any]) -> [String: Any]? {
        guard let variants = schema["oneOf"] as? [[String: Any]] else { return schema }
        let fitting = variants.filter { variant in
            properties(variant).allSatisfy { key, property in
                guard let constant = (property as? [String: Any])?["const"] as? String else { return true }
                return object[key] as? String == constant
            } && (variant["required"] as? [String] ?? []).allSatisfy { object[$0] != nil }
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    @Test("its defaults are good values")
    func defaults() throws {
        for (key, property) in properties(try schema()) {
            guard let value = (property as? [String: Any])?["default"] else { continue }
            let data = try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
            let override = "\(key)=\(String(decoding: data, as: UTF8.self))"
            #expect(problemLines(withSchedule(), set: [override]).isEmpty, "\(override)")
        }
    }

    @Test("a layer is a definition that refers to itself; an architecture and layers exclude each other")
    func layers() throws {
        let definitions = try #require(try schema()["$defs"] as? [String: Any])
        let layer = try #require(definitions["layer"] as? [String: Any])
        let types = try #require(layer["oneOf"] as? [[String: Any]])
        #expect(types.count == PublishedSchema.words("type", in: "layer").count && types.count > 1, "one a type")
        let residual = try #require(types.first { properties($0)["shortcut"] != nil })
        let inner = try #require(properties(residual)["layers"] as? [String: Any])
        #expect((inner["items"] as? [String: String]) == ["$ref": "#/$defs/layer"])
        let model = try #require(properties(try schema())["model"] as? [String: Any])
        let variants = try #require(model["oneOf"] as? [[String: Any]])
        let required = variants.map { $0["required"] as? [String] }
        #expect(required.first == .some(nil) && required.last == ["layers"], "the default need not be named")
        #expect(required.dropFirst().dropLast().allSatisfy { $0 == ["architecture"] } && required.count > 2)
        #expect(variants.last.map { properties($0).keys.sorted() } == ["init", "layers"])
    }

    @Test("one closed object for each way to choose")
    func variants() throws {
        let schedule = try #require(properties(try schema())["schedule"] as? [String: Any])
        let variants = try #require(schedule["oneOf"] as? [[String: Any]])
        let types = try variants.map { try #require((properties($0)["type"] as? [String: Any])?["const"] as? String) }
        for (type, key) in [("one_cycle", "flavor"), ("cyclic", "mode")] {
            let words = PublishedSchema.words(key, in: "schedule")
            #expect(types.filter { $0 == type }.count == words.count && words.count > 1, "one a \(key)")
        }
        let others = types.filter { !["one_cycle", "cyclic"].contains($0) }
        #expect(others.count == Set(others).count && others.count > 1, "one of each other type")
        let required = Dictionary(
            zip(types, variants.map { $0["required"] as? [String] ?? [] }), uniquingKeysWith: { first, _ in first })
        #expect(required["constant"] == ["type", "lr"])
        #expect(required["one_cycle"] == ["type", "lr_max"], "the default flavor need not be said")
        #expect(required["step"] == ["type", "lr", "every"])
        #expect(required["sequence"] == ["type", "parts"])
        #expect(variants.allSatisfy { $0["additionalProperties"] as? Bool == false })
    }
}
