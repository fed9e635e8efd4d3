public import Foundation
public import Networks
public import OneDNN

/// A network with its parameters on an engine of its own: what is trained. Belongs to one thread at a time.
public final class Model {
    public let definition: NetworkDefinition
    public let parameters: Parameters
    public let engine: Engine

    /// A fresh model, its weights fixed by `seed`.
    /// - Parameter batchSize: the training batch, whose operations decide how weights lie in memory.
    public convenience init(_ definition: NetworkDefinition, initializer: Initializer, seed: UInt64, batchSize: Int)
        throws(OneDNNError)
    {
        try self.init(definition, weights: initializer.tensors(for: definition, seed: seed), batchSize: batchSize)
    }

    /// A model with given weights.
    /// - Parameter weights: a tensor for each of the definition's parameters, in its order, each in plain order.
    public init(_ definition: NetworkDefinition, weights: [[Float]], batchSize: Int) throws(OneDNNError) {
        self.definition = definition
        engine = try Engine()
        parameters = try Parameters(for: definition, batchSize: batchSize, on: engine)
        try parameters.load(weights)
    }

    /// Every parameter under the name that PyTorch's `nn.Sequential` gives it, in plain order.
    public func tensors() throws(OneDNNError) -> [Safetensors.Tensor] {
        zip(definition.parameters, try parameters.plainValues()).map { parameter, values in
            Safetensors.Tensor(name: parameter.name, dims: parameter.dims, values: values)
        }
    }

    /// The model as a safetensors file: parameters and running statistics, so that PyTorch's `load_state_dict` takes it
    /// whole.
    public func safetensors() throws(OneDNNError) -> Data {
        let counters = definition.normalizations.map {
            (name: "\($0.layer).num_batches_tracked", value: Int64(parameters.batchesSeen))
        }
        return Safetensors.encode(try tensors() + parameters.runningStatistics(), counters: counters)
    }
}
