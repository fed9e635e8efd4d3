public import Foundation

/// A callback with a state that a resumed training needs: `TrainingPoint` holds it.
public protocol ResumableCallback: Callback {
    /// Its name in a point, unique among the callbacks of a training: letters, digits and `_`.
    var resumeName: String { get }

    /// The state after the last batch. Called between two batches.
    func save() -> CallbackState

    /// Takes a saved state. Called before `trainBegin`, with the position at which the training resumes.
    /// - Throws: `TrainingPointError` if `save` cannot have given this state.
    func restore(_ saved: CallbackState, _ state: TrainingState) throws
}

/// The state of a callback as numbers and bytes by name: what a file can hold.
public struct CallbackState: Sendable, Equatable {
    /// Lists of numbers.
    public var numbers: [String: [Double]]
    /// Other values.
    public var bytes: [String: Data]

    /// A state of these values.
    public init(numbers: [String: [Double]] = [:], bytes: [String: Data] = [:]) {
        self.numbers = numbers
        self.bytes = bytes
    }

    /// The numbers of a name.
    /// - Throws: `TrainingPointError.callback` if they are missing.
    public func numbers(_ name: String, of callback: any ResumableCallback) throws(TrainingPointError) -> [Double] {
        guard let found = numbers[name] else { throw .callback(callback.resumeName) }
        return found
    }
}
