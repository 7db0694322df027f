using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Sweep.Core.Trials;

namespace Sweep.Storage.Model;

/// <summary>Keeps a trial's state as its word.</summary>
internal sealed class TrialStateText() : ValueConverter<TrialState, string>(state => state.ToName(), word => Parse(word))
{
    public static TrialState Parse(string word) =>
        TrialStates.TryParse(word, out var state) ? state : throw new FormatException($"trials.state: \"{word}\" is no state of a trial");
}
