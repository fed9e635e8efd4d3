package import OneDNN

/// The memory of a network in bytes, computed by binding it with an allocator that only counts.
///
/// It counts parameters, activations and their gradients with all padding, workspaces, dropout's masks and the transposed
/// copies of weights. It does not count oneDNN's own memory: code and working memory. It counts all channels of an image,
/// also if the first convolution will read one of equal ones.
package struct MemoryPlan {
    private let definition: NetworkDefinition
    private let planned: Parameters
    private let engine: Engine

    /// - Parameter batchSize: number of images that weights are laid out for, as for `Parameters`.
    /// - Throws: `OneDNNError` if an operation cannot be computed on this CPU.
    package init(_ definition: NetworkDefinition, batchSize: Int, on engine: Engine) throws(OneDNNError) {
        self.definition = definition
        self.engine = engine
        planned = try Parameters(
            for: definition, batchSize: batchSize, TensorAllocator(isPlanning: true, on: engine))
    }

    /// One copy of every parameter.
    package var parameters: MemoryNeed { planned.need }

    /// The memory of a `CompiledNetwork`, without the parameters.
    /// - Throws: `OneDNNError` if an operation cannot be computed on this CPU.
    package func network(batchSize: Int, _ propagation: Propagation) throws(OneDNNError) -> MemoryNeed {
        let allocator = TensorAllocator(isPlanning: true, on: engine)
        _ = try BoundNetwork(definition, batchSize: batchSize, propagation, planned, .first, allocator)
        return allocator.need
    }
}
