import JSON
import Foundation

/// The path of the user's images, in a form that is valid in a run folder.
extension SpecResolver {
    /// The spec's values with the absolute path of `data.path`, if it is given.
    func placingData(in spec: JSONValue) -> JSONValue {
        let place = SourceKeys.place
        guard case .string(let given)? = values[place] else { return spec }
        let path = URL(fileURLWithPath: WeightsFile.path(given, besideSpec: self.spec)).standardizedFileURL.path
        return spec.setting(.string(path), at: place)
    }
}
