/// Bytes of memory by layer. In doubles, which no network overflows.
public struct MemoryNeed: Sendable, Equatable {
    /// Bytes by the path of a layer, "3" or "3.layers.0"; "" for bytes of no layer.
    public private(set) var layers: [String: Double] = [:]

    /// No memory.
    public init() {}

    /// Sum over all layers.
    public var total: Double { layers.values.reduce(0, +) }

    mutating func add(_ bytes: Int, at layer: String) { layers[layer, default: 0] += Double(bytes) }

    /// The sums by layer.
    public static func + (left: MemoryNeed, right: MemoryNeed) -> MemoryNeed {
        var sum = left
        sum.layers.merge(right.layers, uniquingKeysWith: +)
        return sum
    }

    /// A number of copies.
    public static func * (need: MemoryNeed, times: Int) -> MemoryNeed {
        var product = need
        product.layers = need.layers.mapValues { $0 * Double(times) }
        return product
    }
}
