package import JSON
package import Networks
import Specs

/// The layers that specs can name. They come from the published schema: a new type appears in all tests that use them.
package enum SpecLayers {
    /// A layer of each type, with the default of every key that has one; other numbers are 0 if they may be.
    package static let all: [(type: String, object: JSONValue, layer: Layer)] =
        PublishedSchema.branches(of: "layer").compactMap { branch in
            for filler in fillers {
                let object = SchemaValues.plain(branch, number: 0, layer: filler)
                if let type = branch.word("type"), let layer = layer(object) { return (type, object, layer) }
            }
            return nil
        }

    /// The activations among them.
    package static let activations: [Activation] = all.compactMap { _, _, layer in
        if case .activation(let activation) = layer { activation } else { nil }
    }

    /// The layers that are no activations.
    package static let others: [(type: String, layer: Layer)] = all.compactMap { type, _, layer in
        if case .activation = layer { nil } else { (type, layer) }
    }

    /// Layers without keys, which may stand in the lists of others.
    private static let fillers = PublishedSchema.branches(of: "layer").filter { $0.required == ["type"] }.map {
        SchemaValues.plain($0)
    }

    /// The layer of an object, behind an image or behind flat values; nil if the reader refuses it in both places.
    package static func layer(_ object: JSONValue) -> Layer? {
        let flatten = #"{"type": "flatten"}"#
        let lists = [[], [flatten]].map { $0 + [JSONWriter.compact(object)] }
        for list in lists {
            let layers = (list + [flatten, #"{"type": "linear", "out": 10}"#]).joined(separator: ", ")
            guard let spec = try? goodSpec(withSchedule(#""model": {"layers": [\#(layers)]}"#)).spec,
                case .layers(let read) = spec.model.network, read.count > list.count
            else { continue }
            return read[list.count - 1]
        }
        return nil
    }
}
