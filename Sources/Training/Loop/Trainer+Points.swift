import Networks
import Optimizers

/// Taking a point of a training, and resuming from it.
extension Trainer {
    /// Whether the optimizer can be resumed, so that points can be taken.
    public var isResumable: Bool { optimizer.state != nil }

    /// Pauses if `pauses` wants it and the training is between two batches of an epoch, or before its first.
    /// - Returns: whether the training ends here.
    func leaves(_ state: TrainingState, _ pauses: (any TrainingPauses)?, _ callbacks: [any Callback]) throws -> Bool {
        guard let pauses, pauses.isPauseWanted, state.batch < stepsPerEpoch, state.step < state.totalSteps,
            !state.isStopped, !state.isEpochStopped
        else { return false }
        return try !pauses.pause { try point(of: state, callbacks) }
    }

    /// - Returns: nil if the optimizer's state is unknown.
    /// - Throws: `OneDNNError`.
    private func point(of training: TrainingState, _ callbacks: [any Callback]) throws -> TrainingPoint? {
        guard let state = optimizer.state else { return nil }
        let position = TrainingPoint.Position(
            step: training.step, epoch: training.epoch, batch: training.batch,
            epochSeconds: training.secondsOfEpoch, validation: training.validation)
        var tensors: [String: [[Float]]] = [:]
        for (name, array) in state.arrays { tensors[name] = try model.parameters.plainTensors(of: array) }
        let resumable = callbacks.compactMap { $0 as? any ResumableCallback }
        return TrainingPoint(
            position: position, network: try model.parameters.state(),
            optimizer: .init(tensors: tensors, counters: state.counters),
            callbacks: Dictionary(resumable.map { ($0.resumeName, $0.save()) }, uniquingKeysWith: { first, _ in first })
        )
    }

    /// Takes a point's state into model, optimizer and callbacks, and its position into `state`.
    /// - Throws: `TrainingPointError` if the point is of another training. The trainer must not be used after that.
    func restore(_ point: TrainingPoint, _ state: TrainingState, _ callbacks: [any Callback]) throws {
        let (position, definition) = (point.position, model.definition)
        guard (0..<state.totalSteps).contains(position.step), (0...position.step).contains(position.epoch),
            (0..<stepsPerEpoch).contains(position.batch), position.batch <= position.step
        else { throw TrainingPointError.position }
        guard point.network.fits(definition) else { throw TrainingPointError.network }
        try model.parameters.load(point.network)

        let tensors = point.optimizer.tensors
        guard let fresh = optimizer.state, Set(fresh.arrays.keys) == Set(tensors.keys),
            tensors.values.allSatisfy({ $0.map(\.count) == definition.parameters.map(\.count) })
        else { throw TrainingPointError.optimizer }
        var restored = OptimizerState(counters: point.optimizer.counters)
        for (name, list) in tensors { restored.arrays[name] = try model.parameters.flatArray(of: list) }
        optimizer.state = restored
        guard optimizer.state?.hasForm(of: restored) == true else { throw TrainingPointError.optimizer }

        (state.step, state.epoch, state.batch) = (position.step, position.epoch, position.batch)
        (state.secondsBefore, state.validation) = (position.epochSeconds, position.validation)
        for case let callback as any ResumableCallback in callbacks {
            guard let saved = point.callbacks[callback.resumeName] else {
                throw TrainingPointError.callback(callback.resumeName)
            }
            try callback.restore(saved, state)
        }
    }
}

extension NetworkState {
    /// Whether it has the tensors of a network.
    fileprivate func fits(_ definition: NetworkDefinition) -> Bool {
        parameters.map(\.count) == definition.parameters.map(\.count)
            && statistics.map(\.mean.count) == definition.normalizations.map(\.channels)
            && statistics.map(\.variance.count) == definition.normalizations.map(\.channels)
    }
}
