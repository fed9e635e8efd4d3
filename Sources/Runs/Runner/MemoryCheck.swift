public import Networks
package import Training

/// Compares the memory that a call's runs take with the available memory.
package struct MemoryCheck {
    /// One range test or one seed.
    package struct Run {
        package var name: String
        package var memory: TrainingMemory
        package var network: NetworkDefinition

        package init(name: String, memory: TrainingMemory, network: NetworkDefinition) {
            self.name = name
            self.memory = memory
            self.network = network
        }
    }

    /// Bytes.
    private let available: Double
    /// Bytes of the images, shared by all runs.
    private let images: Int

    package init(available: Double, images: Int) {
        self.available = available
        self.images = images
    }

    /// - Parameters:
    ///   - runs: all of them, in any order.
    ///   - workers: maximal number of runs at a time.
    /// - Throws: `MemoryShortage` if one run, or `workers` runs together, take more than is available.
    package func check(_ runs: [Run], workers: Int) throws(MemoryShortage) {
        let left = available - Double(images)
        let runs = runs.map { (run: $0, bytes: $0.memory.need.total) }.sorted { $0.bytes > $1.bytes }
        guard let largest = runs.first else { return }
        guard largest.bytes <= left else {
            throw .run(
                name: largest.run.name, needed: largest.bytes + Double(images), available: available,
                layer: largest.run.largestLayer, remedy: largest.run.remedy)
        }
        // At worst the largest come together.
        var together = 0.0
        for (index, run) in runs.prefix(workers).enumerated() {
            together += run.bytes
            guard together > left else { continue }
            let all = runs.prefix(workers).reduce(0) { $0 + $1.bytes }
            throw .runsAtOnce(
                count: min(workers, runs.count), needed: all + Double(images), available: available, fitting: index)
        }
    }
}

extension MemoryCheck.Run {
    /// The layer that takes most memory.
    fileprivate var largestLayer: MemoryShortage.Layer? {
        let bytes = memory.need.layers
        guard let summary = try? network.summary() else { return nil }
        let lines = summary.map { (line: $0, bytes: bytes[$0.path] ?? 0) }
        return lines.max { $0.bytes < $1.bytes }.map {
            MemoryShortage.Layer(path: $0.line.path, type: $0.line.type, output: $0.line.output, bytes: $0.bytes)
        }
    }

    /// The remedy that saves most.
    fileprivate var remedy: MemoryShortage.Remedy {
        let shares: [(remedy: MemoryShortage.Remedy, bytes: Double)] = [
            (.batchSize, memory.training.total), (.validBatchSize, memory.validation.total),
            (.network, memory.parameters.total),
        ]
        return shares.max { $0.bytes < $1.bytes }?.remedy ?? .network
    }
}

/// Runs take more memory than is available; nothing was trained.
public enum MemoryShortage: Error, Sendable, Equatable {
    /// One run takes more bytes than are available.
    case run(name: String, needed: Double, available: Double, layer: Layer?, remedy: Remedy)
    /// `count` runs at a time take more bytes than are available; `fitting` runs fit.
    case runsAtOnce(count: Int, needed: Double, available: Double, fitting: Int)

    /// The layer with the largest share.
    public struct Layer: Sendable, Equatable {
        /// "3" or "3.layers.0"
        public var path: String
        /// Its name in a spec.
        public var type: String
        /// Shape of its output for one image: channels, height, width.
        public var output: FeatureShape
        /// For a whole batch.
        public var bytes: Double

        /// One layer.
        public init(path: String, type: String, output: FeatureShape, bytes: Double) {
            self.path = path
            self.type = type
            self.output = output
            self.bytes = bytes
        }
    }

    /// The part to make smaller.
    public enum Remedy: Sendable {
        case batchSize, validBatchSize, network
    }
}

extension MemoryShortage: CustomStringConvertible {
    /// The message: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .run(let name, let needed, let available, let layer, let remedy):
            "\(name): a run takes \(Self.text(needed)) of memory, but \(Self.text(available)) are available; "
                + (layer.map {
                    "layer \($0.path) (\($0.type)), \($0.output) values per image, takes \(Self.text($0.bytes)): "
                } ?? "") + "make \(remedy.description) smaller"
        case .runsAtOnce(let count, let needed, let available, let fitting):
            "\(count) runs at a time take \(Self.text(needed)) of memory, but \(Self.text(available)) are available; "
                + "--jobs \(fitting) fits"
        }
    }

    /// "35.1 GB"
    private static func text(_ bytes: Double) -> String {
        let megabytes = (bytes / 1e6).rounded(.up)
        return megabytes < 1000 ? "\(Int(megabytes)) MB" : "\((bytes / 1e8).rounded() / 10) GB"
    }
}

extension MemoryShortage.Remedy: CustomStringConvertible {
    /// The message: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .batchSize: "data.batch_size"
        case .validBatchSize: "data.valid_batch_size"
        case .network: "the network"
        }
    }
}
