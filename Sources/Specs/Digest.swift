import Crypto
package import Foundation

/// SHA-256 in hexadecimal digits.
package enum Digest {
    package static func sha256(_ data: some DataProtocol) -> String {
        SHA256.hash(data: data).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
