import JSON
import Datasets

/// A rule between keys. It finds nothing if one of its keys is invalid or missing.
struct CrossCheck: Sendable {
    /// The key at which the issue is reported.
    let path: SpecKeyPath
    let conflict: @Sendable (ResolvedValues) -> SpecIssue.Conflict?

    /// - Parameter conflict: gets the valid value of the key.
    init<Value>(
        at place: Place<Value>, _ conflict: @escaping @Sendable (ResolvedValues, Value) -> SpecIssue.Conflict?
    ) {
        path = place.path
        self.conflict = { values in values[place].flatMap { conflict(values, $0) } }
    }

    /// Every check.
    static let all: [CrossCheck] = [
        CrossCheck(at: channels) { values, channels in
            guard let facts = values.facts, let source = values[source] else { return nil }
            let found = JSONWriter.compact(.numbers(channels), spaced: true)
            if channels.first != facts.channels {
                return .firstChannel(found: found, source: source, channels: facts.channels)
            }
            guard channels.last != facts.classes else { return nil }
            return .lastChannel(found: found, source: source, classes: facts.classes)
        },
        onePerConvolution(ModelKeys.kernelSizes), onePerConvolution(ModelKeys.strides),
        CrossCheck(at: LRFinderKeys.endLR.of(RootKeys.lrFinder)) { values, end in
            let place = LRFinderKeys.startLR.of(RootKeys.lrFinder)
            guard let start = values[place], end <= start else { return nil }
            return .notGreater(
                found: JSONWriter.text(of: end), otherKey: place.path.description, other: JSONWriter.text(of: start))
        },
        nesterovNeedsMomentum,
        holdingOut(ValidSplitKeys.count) { .count($0) },
        holdingOut(ValidSplitKeys.fraction) { .fraction($0) },
        CrossCheck(at: DataKeys.channels.of(RootKeys.data)) { _, channels in
            channels == 2 ? .notGreyOrColour : nil
        },
        CrossCheck(at: SourceKeys.classes([]).of(RootKeys.data)) { _, digits in
            guard zip(digits, digits.dropFirst()).contains(where: { $0 > $1 }) else { return nil }
            return .notAscending(found: JSONWriter.compact(.numbers(digits), spaced: true))
        },
        CrossCheck(at: DataKeys.validSplit.of(RootKeys.data)) { values, split in
            guard split == nil, let facts = values.facts, facts.validCount == nil, let source = values[source]
            else { return nil }
            return .nothingToValidate(source: source)
        },
        CrossCheck(at: ValidSplitKeys.test.of(DataKeys.validSplit.of(RootKeys.data))) { values, test in
            guard test, let facts = values.facts, facts.validCount == nil, let source = values[source] else {
                return nil
            }
            return .nothingToTest(source: source)
        },
        CrossCheck(at: DataKeys.trainLimit.of(RootKeys.data)) { values, limit in
            guard let limit, let batchSize = values[batchSize], values[dropLast] == true, limit < batchSize
            else { return nil }
            return .noFullBatch(limit: limit, batchSize: batchSize)
        },
        shiftInImage,
    ]

    private static let channels = ModelKeys.channels.of(RootKeys.model)
    private static let source = SourceKeys.source.of(RootKeys.data)
    private static let batchSize = DataKeys.batchSize.of(RootKeys.data)
    private static let dropLast = DataKeys.dropLast.of(RootKeys.data)

    /// A list with an entry for each convolution of simple_cnn.
    private static func onePerConvolution(_ key: Key<[Int]>) -> CrossCheck {
        CrossCheck(at: key.of(RootKeys.model)) { values, list in
            guard let channels = values[channels], list.count != channels.count - 1 else { return nil }
            return .notOnePerConvolution(count: list.count, convolutions: channels.count - 1)
        }
    }

    /// A number or a share of the images that is held out; it must leave a training step.
    private static func holdingOut<Value>(
        _ key: Key<Value>, _ amount: @escaping @Sendable (Value) -> ValidationSplit.Amount
    ) -> CrossCheck {
        CrossCheck(at: key.of(DataKeys.validSplit.of(RootKeys.data))) { values, value in
            guard let facts = values.facts, let source = values[source], let batchSize = values[batchSize],
                let dropsLast = values[dropLast]
            else { return nil }
            let (images, count) = (facts.trainCount, ValidationSplit(amount(value)).count(of: facts.trainCount))
            if count == 0 { return .nothingHeldOut(source: source, images: images) }
            let min = dropsLast ? batchSize : 1
            guard images - count < min else { return nil }
            return .noBatchLeft(count: count, source: source, images: images, min: min)
        }
    }

    /// Nesterov's momentum, unless momentum has its own schedule: `checkSchedule` has that.
    private static let nesterovNeedsMomentum = CrossCheck(at: OptimizerKeys.nesterov.of(RootKeys.optimizer)) {
        values, isNesterov in
        let schedule = RootKeys.schedule
        guard isNesterov, let type = values[PolicyList.learningRate.type.of(schedule)],
            values[ScheduleKeys.momentum.of(schedule).path] == .null
        else { return nil }
        if let moms = values[OneCycleKeys.moms.of(schedule)], values[OneCycleKeys.cycleMomentum.of(schedule)] != false {
            return moms.first == 0 ? .nesterovWithoutMomentum(cycled: true) : nil
        }
        guard type != PolicyList.sequenceName, values[OptimizerKeys.momentum.of(RootKeys.optimizer)] == 0 else {
            return nil
        }
        return .nesterovWithoutMomentum(cycled: false)
    }

    /// A shift must leave a part of the image.
    private static let shiftInImage = CrossCheck(at: AugmentKeys.shift.of(DataKeys.augment.of(RootKeys.data))) {
        values, shift in
        guard let size = values.facts?.size, shift >= min(size.height, size.width) else { return nil }
        return .shiftedOut(shift: shift, height: size.height, width: size.width)
    }
}
