import OneDNN
import Specs

/// Everything that determines the digits of a training: settings, seed, images, length, versions and CPU.
///
/// A run resumes only from a checkpoint of its own origin.
package struct CheckpointOrigin: Sendable, Equatable {
    /// Hash of the settings of a training, or of a range test.
    package var spec: String
    /// nil for a range test, which may have several.
    package var seed: UInt64?
    package var images: ImageHashes
    package var totalSteps: Int
    /// The instruction set of oneDNN's kernels.
    package var isa = OneDNNLibrary.instructionSet
    /// The processor's name.
    package var cpu = Machine.current.cpu
    package var oneDNN = OneDNNLibrary.version
    package var program = OneCycleVersion.current

    /// A run of this program on this machine.
    package init(spec: String, seed: UInt64? = nil, images: ImageHashes, totalSteps: Int) {
        (self.spec, self.seed, self.images, self.totalSteps) = (spec, seed, images, totalSteps)
    }

    /// The first reason why `run` cannot use a checkpoint of this origin; nil if it can.
    func mismatch(with run: CheckpointOrigin) -> CheckpointIssue.Reason? {
        if program != run.program { return .otherProgram(program, now: run.program) }
        if spec != run.spec || seed != run.seed || totalSteps != run.totalSteps { return .otherSettings }
        if images != run.images { return .otherImages }
        if oneDNN != run.oneDNN { return .otherLibrary(oneDNN, now: run.oneDNN) }
        if isa != run.isa { return .otherInstructionSet(isa, now: run.isa) }
        if cpu != run.cpu { return .otherProcessor(cpu, now: run.cpu) }
        return nil
    }
}

/// A checkpoint that a run does not use.
package struct CheckpointIssue: Sendable, Equatable, CustomStringConvertible {
    /// Why it is not used.
    package enum Reason: Error, Sendable, Equatable {
        /// The file cannot be read, or its checksum is wrong.
        case damaged
        /// Written in another format.
        case otherFormat(String)
        case otherSettings
        case otherImages
        case otherProgram(String, now: String)
        case otherLibrary(String, now: String)
        case otherInstructionSet(String, now: String)
        case otherProcessor(String, now: String)
        /// Whole, but not of this training.
        case unfit(String)

        /// Whether another spec, program or machine could use the checkpoint, so that it must be kept.
        var isUsableElsewhere: Bool {
            switch self {
            case .damaged, .unfit: false
            default: true
            }
        }
    }

    /// The file's path.
    package var path: String
    package var reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// One line: what is wrong.
    package var description: String { "\(path): not used: \(reason.words)" }
}

extension CheckpointIssue.Reason {
    fileprivate var words: String {
        switch self {
        case .damaged: "damaged"
        case .otherFormat(let format): "format \"\(format)\" is not \"\(CheckpointFile.format)\""
        case .otherSettings: "made with other settings"
        case .otherImages: "made with other images"
        case .otherProgram(let found, let now): "made by onecycle \(found), this is \(now)"
        case .otherLibrary(let found, let now): "made with oneDNN \(found), this is \(now)"
        case .otherInstructionSet(let found, let now): "made with the instruction set \(found), this run uses \(now)"
        case .otherProcessor(let found, let now): "made on another kind of CPU (\(found)), this is \(now)"
        case .unfit(let why): "\(why)"
        }
    }
}
