using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Storage.Results;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>All rows of a sweep, whole and to the bit, for programs that take everything: lines of JSON, streamed.</summary>
internal static class RecordRoutes
{
    private const int MostNumbers = 1000;

    private const string Texts = ", with the texts NaN, Infinity and -Infinity for what is no finite number";

    private static readonly QueryParameter Numbers = QueryParameter.List("numbers", $"Of these trials alone, at most {MostNumbers}.");

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/sweeps/{id}/records/trials", TrialsAsync).Takes()
            .DescribeLines<TrialView>("stream_trials", "Streams all finished trials, in order of number");
        routes.MapGet("/sweeps/{id}/records/curves", CurvesAsync).Takes(Numbers)
            .DescribeLines<CurveRecord>("stream_curves", $"Streams curves of loss and accuracy, every recorded point, in order of number{Texts}");
        routes.MapGet("/sweeps/{id}/records/metrics", MetricsAsync).Takes()
            .DescribeLines<MetricRecord>("stream_metrics", $"Streams what trainers have reported beside those curves, in order of number and name{Texts}");
    }

    private static void DescribeLines<T>(this RouteHandlerBuilder route, string name, string summary) => route
        .Describe<T>(name, $"{summary}; a JSON document a line", Scopes.Read, 400, 404)
        .WithMetadata(new ContentMark(RecordLines.ContentType))
        .DisableRequestTimeout();

    private static Task<IResult> TrialsAsync(HttpContext http, string id, ISweepService sweeps, SweepAsk ask) => ask.AnswerAsync(http, id, (sweep, _) =>
        Lines(output => RecordLines.WriteAsync(sweeps.ReadTrialsAsync(sweep.Id, http.RequestAborted), output, http.RequestAborted)));

    private static Task<IResult> CurvesAsync(HttpContext http, string id, ISweepService sweeps, SweepAsk ask) => ask.AnswerAsync(http, id, (sweep, query) =>
    {
        var numbers = TrialRoutes.ReadNumbers(query, Numbers);
        if (numbers.Length > MostNumbers)
            query.Refuse(new Problem(Numbers.Name, $"{numbers.Length}", $"are more than {MostNumbers} numbers of trials", "ask for some at a time, or leave it out for all"));
        return query.Refusal is { } wrong
            ? Task.FromResult<IResult>(Problems.Of(wrong))
            : Lines(output => RecordLines.WriteAsync(
                sweeps.ReadCurvesAsync(sweep.Id, numbers.Length == 0 ? null : numbers, http.RequestAborted), output, http.RequestAborted));
    });

    private static Task<IResult> MetricsAsync(HttpContext http, string id, ISweepService sweeps, SweepAsk ask) => ask.AnswerAsync(http, id, (sweep, _) =>
        Lines(output => RecordLines.WriteAsync(sweeps.ReadMetricsAsync(sweep.Id, http.RequestAborted), output, http.RequestAborted)));

    private static Task<IResult> Lines(Func<Stream, Task> write) => Task.FromResult<IResult>(new LinesResult(write));

    /// <summary>What fails in the midst breaks the connection, so that nobody takes a part for the whole.</summary>
    private sealed class LinesResult(Func<Stream, Task> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = RecordLines.ContentType;
            httpContext.Response.Headers.CacheControl = "no-store";
            return write(httpContext.Response.Body);
        }
    }
}
