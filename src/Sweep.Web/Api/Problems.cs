using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Service.Views;

namespace Sweep.Web.Api;

/// <summary>Says why something is not done, as RFC 9457 has it.</summary>
internal static class Problems
{
    public static ProblemResult Of(Refusal refusal) => Of(RefusalStatus.Of(refusal.Kind), refusal);

    public static ProblemResult Of(int status, Refusal refusal) => Of(status, string.Join('\n', refusal.Messages), refusal.Problems);

    public static ProblemResult Of(int status, params IReadOnlyList<Problem> problems) => Of(status, string.Join('\n', problems), problems);

    /// <summary>Of a status alone, where there is nothing more to say.</summary>
    public static ProblemResult OfStatus(int status) => Of(status, TitleOf(status), []);

    public static ProblemView ViewOf(Refusal refusal) => ViewOf(RefusalStatus.Of(refusal.Kind), string.Join('\n', refusal.Messages), refusal.Problems);

    private static ProblemResult Of(int status, string detail, IReadOnlyList<Problem> problems) => new(ViewOf(status, detail, problems));

    private static ProblemView ViewOf(int status, string detail, IReadOnlyList<Problem> problems) => new(
        $"/problems/{TitleOf(status).ToLowerInvariant().Replace(' ', '-')}",
        TitleOf(status),
        status,
        detail,
        [.. problems.Select(problem => new ErrorView(problem))],
        Activity.Current?.TraceId.ToHexString());

    private static string TitleOf(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } title ? title : "Problem";
}
