using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Sweep.Core.Specs;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Service.Views;

namespace Sweep.Service.Remote;

/// <summary>Makes refusals of what servers answer, in the words that the use cases over a database have, and of their silence.</summary>
internal sealed class ServerProblems(SweepServerOptions options)
{
    public const string KeyHeader = "Idempotency-Key";

    private const string ProblemType = "application/problem+json";

    /// <summary>The address as people write it.</summary>
    public string Server { get; } = options.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>The refusal that a server's answer is.</summary>
    /// <exception cref="RefusalException">It is none of what was asked, but of who asked, or of the server as a whole.</exception>
    public async Task<Refusal> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized:
                throw Refused(RefusalKind.Invalid, options.KeyPlace, options.Key is null
                    ? $"is not set, and {Server} asks for a key"
                    : $"is no key that {Server} knows, or good for nothing any more", "`sweep key add NAME` on its database makes one");
            case HttpStatusCode.Forbidden when response.Content.Headers.ContentType?.MediaType == ProblemType:
                var scope = ScopeOf(response.RequestMessage?.Method);
                throw Refused(
                    RefusalKind.Invalid, options.KeyPlace, $"is a key that does not allow this at {Server}",
                    $"it takes one of scope {scope}: `sweep key add NAME --scope {scope}` on its database makes one");
            case >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest:
                throw OfOther($"that it is at {response.Headers.Location?.ToString() ?? "another address"}", "give that address");
            default:
                break;
        }

        if (response.Content.Headers.ContentType?.MediaType != ProblemType)
        {
            throw OfOther(string.Create(
                CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}, and not as servers of Sweep do"));
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var refusal = Of(await JsonSerializer.DeserializeAsync(body, SweepJson.Default.ProblemView, cancellation) ?? throw new JsonException("null is no problem"));
        return refusal.Kind == RefusalKind.Failed ? throw new RefusalException(refusal) : refusal;
    }

    /// <summary>A problem as the refusal that it was made of.</summary>
    public Refusal Of(ProblemView problem)
    {
        var kind = problem.Status switch
        {
            422 when problem.Errors is [{ Place: KeyHeader }] => RefusalKind.Conflict,
            404 => RefusalKind.NotFound,
            409 or 412 => RefusalKind.NotAllowed,
            410 => RefusalKind.Gone,
            429 or >= 500 => RefusalKind.Failed,
            _ => RefusalKind.Invalid,
        };
        var lines = problem.Detail.Split('\n');
        return problem.Errors.Count == 0
            ? new Refusal(kind, new Problem(options.AddressPlace, Server, $"answers {problem.Status.ToString(CultureInfo.InvariantCulture)}: {lines[0]}"))
            : new Refusal(kind, [.. problem.Errors.Select(error => Of(error, problem))]) { Details = [.. lines.Skip(problem.Errors.Count)] };
    }

    /// <summary>That nothing is there, or that a connection broke.</summary>
    public RefusalException OfConnection(Exception failure, bool isFirst)
    {
        if (failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
        {
            return Refused(
                RefusalKind.Invalid, options.AddressPlace, $"cannot be trusted: {Words(failure)}",
                "check that it is https there; where an authority of your own made its certificate, name that one's file in SSL_CERT_FILE", Server);
        }

        if (failure is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError })
            return OfOther($"by another protocol than HTTP: {Words(failure)}");
        return isFirst && failure is not (IOException or HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded })
            ? Refused(RefusalKind.Invalid, options.AddressPlace, $"cannot be reached: {Words(failure)}", "check the address, and that `sweep serve` or sweep-silo runs there", Server)
            : Refused(RefusalKind.Failed, options.AddressPlace, $"does not answer any more: {Words(failure)}", "`sweep status ID` says what it has done, once it answers", Server);
    }

    public RefusalException OfSilence(TimeSpan limit) => Refused(
        RefusalKind.Failed, options.AddressPlace, string.Create(CultureInfo.InvariantCulture, $"gave no answer within {limit.TotalSeconds:0} s"), "try again", Server);

    /// <summary>That something else is there.</summary>
    public RefusalException OfOther(string what, string remedy = "check the address") =>
        Refused(RefusalKind.Invalid, options.AddressPlace, $"answers {what}", remedy, Server);

    private static RefusalException Refused(RefusalKind kind, string place, string rule, string remedy, string value = "") =>
        new(new Refusal(kind, new Problem(place, value, rule, remedy)));

    /// <summary>What is shown in quotes is told by the lines for people alone.</summary>
    private static Problem Of(ErrorView error, ProblemView problem) => error.Line is not null || (problem.Status == 422 && error.Place != KeyHeader)
        ? new SpecError(error.Place, error.Line, error.Column, error.Value, error.Rule, error.Remedy)
        : new Problem(error.Place, error.Value, error.Rule, error.Remedy)
        {
            IsQuoted = problem.Detail.Contains($"\"{error.Value}\" {error.Rule}", StringComparison.Ordinal),
        };

    private static string ScopeOf(HttpMethod? method) => method == HttpMethod.Delete ? "admin" : method == HttpMethod.Get ? "read" : "write";

    private static string Words(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException or AuthenticationException or TimeoutException)
                return inner.Message.TrimEnd('.');
        }

        return failure.Message.TrimEnd('.');
    }
}
