using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Claims;

/// <summary>Why clients are refused.</summary>
internal static class ClaimTexts
{
    private const int LongestClient = 100;

    /// <summary>What is wrong with a client's id; null where nothing is. It has no slash, which parts the keys of the store.</summary>
    public static Problem? OfClient(string? id) =>
        id is { Length: > 0 and <= LongestClient } && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or ':' or '@')
            ? null
            : new Problem(
                "client_id", id is null ? "" : id.Length == 0 ? "\"\"" : id,
                $"{(id is null ? "is missing, and " : "")}must be 1 to {LongestClient} letters, digits and . _ - : @", "name the client, another in each process, such as box-4242");

    /// <summary>The lease of a token, or what is wrong with it.</summary>
    public static Answer<Guid> TokenOf(string? token) => ClaimToken.Parse(token) is { } lease
        ? lease
        : new Refusal(RefusalKind.Invalid, new Problem(
            "token", token ?? "", $"{(token is null ? "is missing, and " : "")}must be the token of a claim", "send the token that trials:ask gave with the trial"));

    /// <summary>Null where clients may ask for the sweep's trials.</summary>
    public static Refusal? OfTrainer(SweepRecord sweep) => sweep.Spec.Trainer.IsExternal
        ? null
        : new Refusal(RefusalKind.NotAllowed, new Problem(
            "trainer", sweep.Spec.Trainer.Name, "is what silos train by: clients get trials of external ones alone", "write trainer: external into the spec, and submit it anew"));

    /// <summary>The claim is over.</summary>
    public static Refusal OfLost(SweepRecord sweep, long number, string token) => sweep.State.IsFinal()
        ? new Refusal(RefusalKind.NotAllowed, new Problem("token", token, $"was a claim of trial {number}, whose sweep is {sweep.State.ToName()}", "stop: nothing more is wanted"))
        : new Refusal(RefusalKind.NotAllowed, new Problem(
            "token", token, $"is no claim of trial {number} that stands: it ended, was given back, or its client was silent for too long", "stop, and ask for another trial"));

    /// <summary>Nobody owns the sweep who could answer.</summary>
    public static Refusal OfNobody(string why) => new(RefusalKind.Unavailable, new Problem(
        "", "", $"no silo of this server can hand out the sweep's trials now: {why}", "try again; a server needs a silo, so let it have --slots of at least 1, or --cluster"));
}
