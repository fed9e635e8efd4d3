/// A state among the tensors of an archive, under the names of its file and a prefix.
extension NetworkState {
    /// The tensors of the state.
    /// - Precondition: it is one of `definition`.
    package func entries(for definition: NetworkDefinition, prefix: String) -> [SafetensorsArchive.Entry] {
        var entries = zip(definition.parameters, parameters).map { parameter, values in
            SafetensorsArchive.Entry(prefix + parameter.name, dims: parameter.dims, .floats(values))
        }
        for (normalization, entry) in zip(definition.normalizations, statistics) {
            entries.append(.init(prefix + normalization.meanName, .floats(entry.mean)))
            entries.append(.init(prefix + normalization.varianceName, .floats(entry.variance)))
            entries.append(.init(prefix + normalization.countName, dims: [], .integers([Int64(entry.batches)])))
        }
        return entries
    }

    /// Reads the tensors again.
    /// - Returns: nil if one of `definition` is missing or has another shape. Values may be any, unlike in files of weights.
    package init?(_ archive: SafetensorsArchive, for definition: NetworkDefinition, prefix: String) {
        var parameters: [[Float]] = []
        for parameter in definition.parameters {
            guard let values = archive.floats(prefix + parameter.name, dims: parameter.dims) else { return nil }
            parameters.append(values)
        }
        var statistics: [Statistics] = []
        for normalization in definition.normalizations {
            let dims = [normalization.channels]
            guard let mean = archive.floats(prefix + normalization.meanName, dims: dims),
                let variance = archive.floats(prefix + normalization.varianceName, dims: dims),
                let batches = archive.integer(prefix + normalization.countName), batches >= 0
            else { return nil }
            statistics.append(Statistics(mean: mean, variance: variance, batches: batches))
        }
        self.init(parameters: parameters, statistics: statistics)
    }
}
