// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.7.1;

/// What chains like Optimism tell of their fee for a transaction's data: here a
/// hundredth of a coin, and a gwei for each byte.
contract GasPriceOracle {
    function getL1Fee(bytes calldata data) external pure returns (uint256) {
        return 1e16 + data.length * 1e9;
    }
}
