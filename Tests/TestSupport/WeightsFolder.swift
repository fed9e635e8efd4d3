package import Foundation
package import Networks
package import Specs

/// A folder of its own, gone afterwards, with a network's weights in it.
package struct WeightsFolder {
    package let path: String
    /// Of the drawn digits.
    package static let network = #""architecture": "simple_cnn", "channels": [1, 4, 10]"#

    package static func with(_ body: (WeightsFolder) throws -> Void) throws {
        try TemporaryFolder.with { path in
            try FileManager.default.createDirectory(atPath: path + "/sub", withIntermediateDirectories: true)
            try body(WeightsFolder(path: path))
        }
    }

    /// A state of the network, or of one with other channels.
    package static func state(seed: UInt64 = 1, channels: [Int] = [1, 4, 10]) throws -> (
        NetworkState, NetworkDefinition
    ) {
        let image = ImageShape(channels: channels[0], height: 28, width: 28)
        let definition = try NetworkDefinition.simpleCNN(channels: channels, image: image)
        let weights = Initializer.torchDefault.tensors(for: definition, seed: seed)
        return (NetworkState(parameters: weights, of: definition), definition)
    }

    package func write(_ name: String, seed: UInt64 = 1, channels: [Int] = [1, 4, 10]) throws {
        let (state, definition) = try Self.state(seed: seed, channels: channels)
        try write(state.safetensors(for: definition), to: name)
    }

    package func write(_ data: Data, to name: String) throws { try data.write(to: URL(filePath: path + "/" + name)) }

    /// A spec that is said to be in the folder.
    package func spec(
        _ start: String, network: String = network, set overrides: [String] = [], at name: String = "a.json"
    ) throws -> ResolvedSpec {
        try goodSpec(
            withSchedule("\"model\": {\(network), \"init\": \(start)}"), set: overrides, path: path + "/" + name)
    }

    /// The lines of its problems, without the folder.
    package func lines(
        _ start: String, network: String = network, keys: String = "", set overrides: [String] = []
    ) -> [String] {
        problemLines(
            withSchedule(keys + "\"model\": {\(network),\n\"init\":\n\(start)}"), set: overrides, path: path + "/a.json"
        ).map { $0.replacing(path + "/", with: "") }
    }
}
