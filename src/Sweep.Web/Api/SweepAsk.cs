using Microsoft.AspNetCore.Http;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Api;

/// <summary>What all routes of one sweep begin with.</summary>
/// <param name="sweeps">The use cases.</param>
internal sealed class SweepAsk(ISweepService sweeps)
{
    private const string Remedy = "GET /v1/sweeps lists them";

    /// <summary>Finds the sweep of the address and reads the query; then answers, or says what is wrong.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">A whole id, the start of one, or <c>latest</c>.</param>
    /// <param name="answer">Reads the query, says by <see cref="QueryReader.Refusal"/> what is wrong with it, and answers.</param>
    public async Task<IResult> AnswerAsync(HttpContext http, string id, Func<SweepRecord, QueryReader, Task<IResult>> answer)
    {
        var query = new QueryReader(http);
        if (query.Refusal is { } wrong)
            return Problems.Of(wrong);
        return (await FindAsync(http, id, "id")).TryGet(out var sweep, out var refusal) ? await answer(sweep, query) : Problems.Of(refusal);
    }

    /// <summary>The sweep of an id.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">A whole id, the start of one, or <c>latest</c>.</param>
    /// <param name="place">Where it stands.</param>
    public async Task<Answer<SweepRecord>> FindAsync(HttpContext http, string id, string place)
    {
        var found = await sweeps.FindAsync(id, http.RequestAborted);
        return found.Refusal is { } refusal ? Reworded(refusal, place) : found;
    }

    // The command line's remedy is another command.
    private static Refusal Reworded(Refusal refusal, string place)
    {
        if (refusal.Kind is not (RefusalKind.Invalid or RefusalKind.NotFound))
            return refusal;
        var isAmbiguous = refusal.Details.Count > 0;
        return refusal with
        {
            Problems = [.. refusal.Problems.Select(problem => new Problem(place, problem.Value, problem.Rule, isAmbiguous ? problem.Remedy : Remedy))],
        };
    }
}
