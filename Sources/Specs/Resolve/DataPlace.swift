import JSON
import Foundation

/// Where the user's images are, in a form that holds in a run folder too.
extension SpecResolver {
    /// The spec's values with the absolute path of `data.path`, where there is one.
    func placingData(in spec: JSONValue) -> JSONValue {
        guard let given = values.string("data.path") else { return spec }
        let path = URL(fileURLWithPath: WeightsFile.path(given, besideSpec: self.spec)).standardizedFileURL.path
        return spec.setting(.string(path), at: ["data", "path"])
    }
}
