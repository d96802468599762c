# syntax=docker/dockerfile:1
# For a production build name both images by digest (FROM image:tag@sha256:…), so that a rebuild gives the same.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
RUN mvn -q -B dependency:go-offline
COPY src src
COPY routes routes
RUN mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
COPY deploy/image/link-java ./
RUN ./link-java target/soarbridge.jar target/lib /opt/java

FROM debian:bookworm-slim
ENV SOARBRIDGE_JAVA_HOME=/opt/java \
    SOARBRIDGE_DATA=/data \
    SOARBRIDGE_HTTP_HOST=0.0.0.0
COPY --from=build /opt/java /opt/java
WORKDIR /app
# The libraries change seldom, the program often: layers of their own.
COPY --from=build /build/target/native native
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/soarbridge.jar soarbridge.jar
COPY soarbridge application.properties LICENSE ./
COPY routes routes
# Records what a start loads with the very Java that will run. The folder for data belongs to the user of the image.
RUN /app/soarbridge train \
 && test -s /app/soarbridge-*.aot \
 && install -d -o 10001 -g 10001 /data
USER 10001:10001
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080"]
# The launcher hands its process over to Java, which so gets the signals itself.
ENTRYPOINT ["/app/soarbridge"]
CMD ["run"]
