using System.Text.Json.Serialization;

namespace Sweep.Service.Views;

/// <summary>Why a request was not done, as RFC 9457 has it.</summary>
/// <param name="Type">Names the kind of problem, for programs.</param>
/// <param name="Title">Names it for people; the same for all of its kind.</param>
/// <param name="Status">The status code of HTTP.</param>
/// <param name="Detail">All of it in lines for people.</param>
/// <param name="Errors">All that is wrong, one by one.</param>
/// <param name="TraceId">By which it is found in traces and in the log; null where there is none.</param>
public sealed record ProblemView(
    string Type,
    string Title,
    int Status,
    string Detail,
    IReadOnlyList<ErrorView> Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId);
