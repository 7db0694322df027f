using System.Text;
using System.Text.Json;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Remote;

/// <summary>Has specs read by a server, and submits them.</summary>
internal sealed class RemoteSubmissions(ServerClient client)
{
    private const string Yaml = "application/yaml";

    public async Task<Answer<ValidSpec>> ValidateAsync(ReadOnlyMemory<byte> spec, CancellationToken cancellation)
    {
        var answer = await client.AskAsync(
            HttpMethod.Post, "sweeps?validate_only=true", SweepJson.Default.CheckedSpec, cancellation, request => SetContent(request, spec, Yaml));
        if (!answer.TryGet(out var read, out var refusal))
            return refusal;
        try
        {
            return ValidSpec.Checked(Encoding.UTF8.GetString(spec.Span), read.Spec.GetRawText());
        }
        catch (FormatException)
        {
            throw client.Foreign();
        }
    }

    /// <summary>A key of its own makes it safe to send a spec again whose answer was lost.</summary>
    public Task<Answer<(Guid Id, SweepState State, bool IsNew)>> SubmitAsync(ValidSpec spec, string? key, CancellationToken cancellation) => PostAsync(
        spec.AskedReuse == ReuseScope.None ? "sweeps?no_reuse=true" : "sweeps", Encoding.UTF8.GetBytes(spec.Text), Yaml, key, cancellation);

    /// <inheritdoc cref="SubmitAsync"/>
    public Task<Answer<(Guid Id, SweepState State, bool IsNew)>> ExtendAsync(
        SweepRecord sweep, SweepExtension extension, string? key, CancellationToken cancellation) => PostAsync(
        $"{ServerClient.PathOf(sweep.Id)}/extensions",
        JsonSerializer.SerializeToUtf8Bytes(ExtensionRequest.Of(extension), SweepJson.Default.ExtensionRequest), "application/json", key, cancellation);

    private async Task<Answer<(Guid Id, SweepState State, bool IsNew)>> PostAsync(
        string path, ReadOnlyMemory<byte> body, string type, string? key, CancellationToken cancellation)
    {
        if (SubmitKeys.Check("key", key) is { } wrong)
            return new Refusal(RefusalKind.Invalid, wrong);
        var answer = await client.AskAsync(
            HttpMethod.Post, path, SweepJson.Default.JsonElement, cancellation,
            request =>
            {
                SetContent(request, body, type);
                request.Headers.TryAddWithoutValidation(ServerProblems.KeyHeader, key ?? $"sweep-{Guid.CreateVersion7():n}");
            });
        if (!answer.TryGet(out var submitted, out var refusal))
            return refusal;
        return client.Read(submitted, one =>
            (one.GetProperty("sweep_id").GetGuid(), ServerClient.StateOf(one), key is null || one.GetProperty("submitted").GetBoolean()));
    }

    private static void SetContent(HttpRequestMessage request, ReadOnlyMemory<byte> body, string type)
    {
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new(type);
        request.Options.Set(RetryHandler.IsRepeatable, true);
    }
}
