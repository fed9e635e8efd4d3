/// How a set is written for use elsewhere.
public enum SetFormat: String, Sendable, CaseIterable {
    /// Folders `train/CLASS` and `valid/CLASS` of grey 8-bit PNG files, numbered from 1 in the order of the set.
    case png
    /// The four files of MNIST by their usual names, not compressed. Labels are class indices.
    case idx
}
