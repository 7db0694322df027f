using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;

namespace Sweep.Storage.Model;

/// <summary>Keeps the cause of a lost attempt as its word.</summary>
internal sealed class LossCauseText() : ValueConverter<LossCause, string>(cause => cause.ToName(), word => Parse(word))
{
    public static LossCause Parse(string word) =>
        LossCauses.TryParse(word, out var cause) ? cause : throw new FormatException($"attempts.cause: \"{word}\" is no cause of a lost attempt");
}
