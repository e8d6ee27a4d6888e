// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.7.1;

import "@balancer-labs/v2-solidity-utils/contracts/math/FixedPoint.sol";
import "@balancer-labs/v2-solidity-utils/contracts/math/LogExpMath.sol";

// Makes the internal functions of Balancer's libraries callable, so that the
// tests of internal/poolmath can compare with them. It is never deployed on a
// chain.
contract MathHarness {
    function mulDown(uint256 a, uint256 b) external pure returns (uint256) {
        return FixedPoint.mulDown(a, b);
    }

    function mulUp(uint256 a, uint256 b) external pure returns (uint256) {
        return FixedPoint.mulUp(a, b);
    }

    function divDown(uint256 a, uint256 b) external pure returns (uint256) {
        return FixedPoint.divDown(a, b);
    }

    function divUp(uint256 a, uint256 b) external pure returns (uint256) {
        return FixedPoint.divUp(a, b);
    }

    function powDown(uint256 x, uint256 y) external pure returns (uint256) {
        return FixedPoint.powDown(x, y);
    }

    function powUp(uint256 x, uint256 y) external pure returns (uint256) {
        return FixedPoint.powUp(x, y);
    }

    function complement(uint256 x) external pure returns (uint256) {
        return FixedPoint.complement(x);
    }

    function pow(uint256 x, uint256 y) external pure returns (uint256) {
        return LogExpMath.pow(x, y);
    }

    function exp(int256 x) external pure returns (int256) {
        return LogExpMath.exp(x);
    }

    function ln(int256 a) external pure returns (int256) {
        return LogExpMath.ln(a);
    }

    function log(int256 arg, int256 base) external pure returns (int256) {
        return LogExpMath.log(arg, base);
    }
}

// A token of any number of decimals, of which everybody has as much as they
// like: what the pools of the same tests hold.
contract HarnessToken {
    uint8 public immutable decimals;

    mapping(address => uint256) private _moved;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    // Half of all numbers, and what came in, wrapping around.
    function balanceOf(address account) external view returns (uint256) {
        return _moved[account] + 2**255;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(
        address from,
        address to,
        uint256 value
    ) external returns (bool) {
        _move(from, to, value);
        return true;
    }

    function _move(
        address from,
        address to,
        uint256 value
    ) private {
        _moved[from] -= value;
        _moved[to] += value;
        emit Transfer(from, to, value);
    }
}
