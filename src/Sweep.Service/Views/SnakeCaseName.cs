using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Service.Views;

/// <summary>A member of an enum by the name that specs and SQL have for it.</summary>
internal sealed class SnakeCaseName<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
