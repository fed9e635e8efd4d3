import Datasets

/// What must hold between keys. A check whose keys are bad or not there says nothing.
struct CrossCheck: Sendable {
    /// The key the problem is reported at.
    var key: String
    var conflict: @Sendable (ResolvedValues) -> SpecProblem.Conflict?

    /// The key of simple_cnn's channels.
    static let channels = "model.channels"

    /// Every check.
    static let all: [CrossCheck] = [
        CrossCheck(key: channels) { values in
            guard let channels = values.numbers(channels), let source = values.source else { return nil }
            let found = JSONWriter.compact(.array(channels.map { .number($0) }), spaced: true)
            if channels.first != Double(source.channels) {
                return .firstChannel(found: found, source: source.rawValue, channels: source.channels)
            }
            guard channels.last != Double(source.classes) else { return nil }
            return .lastChannel(found: found, source: source.rawValue, classes: source.classes)
        },
        CrossCheck(key: "lr_finder.end_lr") { values in
            guard let start = values.number("lr_finder.start_lr"), let end = values.number("lr_finder.end_lr"),
                end <= start
            else { return nil }
            return .notGreater(
                found: JSONWriter.text(of: end), otherKey: "lr_finder.start_lr", other: JSONWriter.text(of: start))
        },
        CrossCheck(key: "optimizer.nesterov") { values in
            guard values.bool("optimizer.nesterov") == true else { return nil }
            if values.bool("schedule.cycle_momentum") == true {
                let isZero = values.numbers("schedule.moms")?.first == 0
                return isZero ? .nesterovWithoutMomentum(cycled: true) : nil
            }
            guard values.bool("schedule.cycle_momentum") == false || values.string("schedule.type") == "constant",
                values.number("optimizer.momentum") == 0
            else { return nil }
            return .nesterovWithoutMomentum(cycled: false)
        },
        CrossCheck(key: "data.valid_split.count") { values in
            guard let count = values.number("data.valid_split.count"), let source = values.source,
                let batchSize = values.number("data.batch_size")
            else { return nil }
            let images = source.nominalTrainCount
            guard Double(images) - count < batchSize else { return nil }
            return .noBatchLeft(
                count: Int(count), source: source.rawValue, images: images, batchSize: Int(batchSize))
        },
        CrossCheck(key: "data.train_limit") { values in
            guard let limit = values.number("data.train_limit"), let batchSize = values.number("data.batch_size"),
                values.bool("data.drop_last") == true, limit < batchSize
            else { return nil }
            return .noFullBatch(limit: Int(limit), batchSize: Int(batchSize))
        },
    ]
}

extension ResolvedValues {
    fileprivate var source: DatasetSource? { string("data.source").flatMap(DatasetSource.init(rawValue:)) }
}
