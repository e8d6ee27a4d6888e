// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.7.1;

/// A price feed of the tests' own, in the form of Chainlink's: an answer of a certain age,
/// whenever it is asked, and in some moods something that no feed should answer.
contract Feed {
    int256 private immutable _answer;
    uint8 private immutable _decimals;
    uint256 private immutable _age;
    uint256 private immutable _mood;
    uint16 public immutable phaseId;
    string public description;

    uint256 private constant REVERTS = 1;
    uint256 private constant HUGE = 2; // ten megabytes
    uint256 private constant FUTURE = 3;
    uint256 private constant SHORT = 4; // four words in place of five
    uint256 private constant UNFINISHED = 5; // a round that is not complete

    constructor(int256 answer, uint8 places, uint256 age, uint256 mood, uint16 phase, string memory about) {
        _answer = answer;
        _decimals = places;
        _age = age;
        _mood = mood;
        phaseId = phase;
        description = about;
    }

    function decimals() external view returns (uint8) {
        return _decimals;
    }

    function aggregator() external view returns (address) {
        return address(this);
    }

    /// The rate of a wrapped token.
    function getRate() external view returns (uint256) {
        return uint256(_answer);
    }

    function latestRoundData() public view returns (uint80, int256, uint256, uint256, uint80) {
        require(_mood != REVERTS, "no answer");
        if (_mood == HUGE) {
            assembly {
                return(0, 10000000)
            }
        }
        uint80 round = (uint80(phaseId) << 64) | 7;
        uint256 updated = _mood == FUTURE ? block.timestamp + 3600 : block.timestamp - _age;
        if (_mood == UNFINISHED) updated = 0;
        if (_mood == SHORT) {
            assembly {
                return(0, 128)
            }
        }
        return (round, _answer, updated, updated, round);
    }
}
