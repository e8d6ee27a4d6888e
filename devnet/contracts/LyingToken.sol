// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.7.1;

/// A token for tests that does not do what it says. Its mood is what is wrong with it:
///   0 nothing · 1 transfers answer false and move nothing · 2 transfers and approvals answer nothing, as old tokens' do ·
///   3 transfers keep a hundredth · 4 approvals answer false and allow nothing · 5 transfers answer true and move nothing ·
///   6 it has no decimals · 7 its balances cannot be read
/// Its symbol is whatever it is told. The one who creates it and the holder begin with a million.
contract LyingToken {
    uint256 private immutable _mood;
    uint8 private immutable _decimals;
    string public symbol;

    mapping(address => uint256) private _balances;
    mapping(address => mapping(address => uint256)) public allowance;

    constructor(
        uint256 mood,
        uint8 decimals_,
        string memory symbol_,
        address holder
    ) {
        _mood = mood;
        _decimals = decimals_;
        symbol = symbol_;
        _balances[msg.sender] = 1e6 * 10**uint256(decimals_);
        _balances[holder] = 1e6 * 10**uint256(decimals_);
    }

    function decimals() external view returns (uint8) {
        require(_mood != 6, "LyingToken: no decimals");
        return _decimals;
    }

    function balanceOf(address account) external view returns (uint256) {
        require(_mood != 7, "LyingToken: no balances");
        return _balances[account];
    }

    function approve(address spender, uint256 value) external {
        if (_mood == 4) _answer(false);
        allowance[msg.sender][spender] = value;
        _answer(true);
    }

    function transfer(address to, uint256 value) external {
        _move(msg.sender, to, value);
    }

    function transferFrom(
        address from,
        address to,
        uint256 value
    ) external {
        if (_mood == 1 || _mood == 5) _answer(_mood == 5);
        require(allowance[from][msg.sender] >= value, "LyingToken: allowance too small");
        allowance[from][msg.sender] -= value;
        _move(from, to, value);
    }

    function _move(
        address from,
        address to,
        uint256 value
    ) private {
        if (_mood == 1 || _mood == 5) _answer(_mood == 5);
        require(_balances[from] >= value, "LyingToken: balance too small");
        _balances[from] -= value;
        _balances[to] += _mood == 3 ? value - value / 100 : value;
        _answer(true);
    }

    /// Ends the call, with a word for an answer or with none.
    function _answer(bool yes) private view {
        uint256 size = _mood == 2 ? 0 : 32;
        assembly {
            mstore(0, yes)
            return(0, size)
        }
    }
}
