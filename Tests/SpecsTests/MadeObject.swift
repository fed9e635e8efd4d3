import JSON
import Specs
import TestSupport

/// An object of a section of a spec, and what the reader makes of it.
enum MadeObject {
    /// Sections whose keys depend on a type, and objects with a type inside of sections.
    static let sections = [
        "schedule", "momentum_schedule", "weight_decay_schedule", "optimizer", "layer", "model", "data",
    ]

    /// The smallest object of a branch that the reader takes.
    static func base(_ branch: PublishedSchema.Branch, in section: String) -> JSONValue {
        section == "layer"
            ? SpecLayers.all.first { $0.type == branch.word("type") }?.object ?? .null : SchemaValues.plain(branch)
    }

    /// A spec with the object at its place.
    static func spec(_ object: JSONValue, in section: String) -> String {
        let text = JSONWriter.compact(object)
        return switch section {
        case "schedule": #"{"steps": 400, "schedule": \#(text)}"#
        case "momentum_schedule": ownSchedule("momentum", text)
        case "weight_decay_schedule": ownSchedule("weight_decay", text)
        case "layer":
            withSchedule(#""model": {"layers": [\#(text), {"type": "flatten"}, {"type": "linear", "out": 10}]}"#)
        default: withSchedule(#""\#(section)": \#(text)"#)
        }
    }

    private static func ownSchedule(_ key: String, _ text: String) -> String {
        #"{"steps": 400, "schedule": {"type": "constant", "lr": 0.1, "\#(key)": \#(text)}}"#
    }

    /// The issues of that spec.
    static func issues(of object: JSONValue, in section: String) -> [SpecIssue] {
        do {
            _ = try SpecFile.parse(text: spec(object, in: section), path: "a.json", overrides: [])
            return []
        } catch {
            return error.issues
        }
    }

    /// The schedule, optimizer, layer, network or source that is made of the object, with all of its properties; nil if
    /// the reader refuses it.
    static func made(_ object: JSONValue, in section: String) -> String? {
        if section == "layer" { return SpecLayers.layer(object).map(dumped) }
        guard let spec = try? goodSpec(spec(object, in: section)).spec else { return nil }
        return switch section {
        case "optimizer": dumped(spec.optimizer)
        case "model": dumped(spec.model)
        case "data": dumped(spec.data)
        default: (try? spec.makeSchedule()).map(dumped)
        }
    }

    private static func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    /// The object in the resolved spec, with every default.
    static func resolved(_ object: JSONValue, in section: String) -> JSONValue? {
        guard let document = try? goodSpec(spec(object, in: section)).document,
            let spec = try? JSONReader.read(Array(document.utf8)).root.value
        else { return nil }
        return switch section {
        case "momentum_schedule": spec["schedule"]?["momentum"]
        case "weight_decay_schedule": spec["schedule"]?["weight_decay"]
        case "layer": object
        default: spec[section]
        }
    }
}
