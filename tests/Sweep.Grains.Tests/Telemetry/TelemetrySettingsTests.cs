using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Tests.Telemetry;

public sealed class TelemetrySettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    [Fact]
    public void Read_NothingSet_IsOff() => Assert.Equal(TelemetrySettings.Off, Read([], out _));

    [Fact]
    public void Read_OneAddressOverHttp_IsTheBaseOfEverySignal()
    {
        var settings = Read(new() { [Endpoint] = "http://box:4318/otlp/", [Protocol] = "http/protobuf" }, out _);
        Assert.Equal(new OtlpTarget(new Uri("http://box:4318/otlp/v1/traces"), false, null, null), settings.Traces);
        Assert.Equal(new Uri("http://box:4318/otlp/v1/metrics"), settings.Metrics!.Endpoint);
        Assert.Equal(new Uri("http://box:4318/otlp/v1/logs"), settings.Logs!.Endpoint);
    }

    [Fact]
    public void Read_OneSignalsOwnVariables_StandBeforeTheGeneral()
    {
        var settings = Read(
            new()
            {
                [Endpoint] = "http://box:4317",
                ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://other:9/in",
                ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = "key=value",
                ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "250",
                ["OTEL_METRICS_EXPORTER"] = "none",
                ["Sweep__TraceShare"] = "0.5",
                ["OTEL_TRACES_SAMPLER"] = "traceidratio",
                ["OTEL_TRACES_SAMPLER_ARG"] = "0.25",
            },
            out var errors);
        Assert.Empty(errors);
        Assert.Equal(new OtlpTarget(new Uri("http://other:9/in"), false, "key=value", TimeSpan.FromMilliseconds(250)), settings.Traces);
        Assert.Null(settings.Metrics);
        Assert.Equal(new OtlpTarget(new Uri("http://box:4317"), true, null, TimeSpan.FromMilliseconds(250)), settings.Logs);
        Assert.Equal((0.5, "traceidratio", 0.25), (settings.TrialShare, settings.Sampler, settings.SamplerArgument));
    }

    [Fact]
    public void Read_ExporterNamedWithoutAddress_GoesToTheStandardsOwn() =>
        Assert.Equal(new Uri("http://localhost:4317"), Read(new() { ["OTEL_TRACES_EXPORTER"] = "otlp" }, out _).Traces!.Endpoint);

    [Fact]
    public void Read_Disabled_IsOff() => Assert.True(Read(new() { [Endpoint] = "http://box:4317", ["OTEL_SDK_DISABLED"] = "true" }, out _).IsOff);

    [Fact]
    public void Read_WrongValues_NamesEachOnce()
    {
        Read(
            new()
            {
                [Endpoint] = "box",
                [Protocol] = "http/json",
                ["OTEL_LOGS_EXPORTER"] = "console",
                ["Sweep__TraceShare"] = "2",
            },
            out var errors);
        Assert.Equal(
            [
                "OTEL_EXPORTER_OTLP_PROTOCOL: \"http/json\" must be grpc or http/protobuf",
                "OTEL_EXPORTER_OTLP_ENDPOINT: \"box\" must be an address such as http://localhost:4317",
                "OTEL_LOGS_EXPORTER: \"console\" must be otlp or none",
                "Sweep__TraceShare: \"2\" must be a number from 0 to 1",
            ],
            errors);
    }

    private static TelemetrySettings Read(Dictionary<string, string> variables, out List<string> errors)
    {
        errors = [];
        return TelemetrySettings.Read(name => variables.GetValueOrDefault(name), errors);
    }
}
