using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Sweep.Core.Sweeps;

namespace Sweep.Storage.Model;

/// <summary>Keeps a sweep's state as its word.</summary>
internal sealed class SweepStateText() : ValueConverter<SweepState, string>(state => state.ToName(), word => Parse(word))
{
    public static SweepState Parse(string word) =>
        SweepStates.TryParse(word, out var state) ? state : throw new FormatException($"sweeps.state: \"{word}\" is no state of a sweep");
}
